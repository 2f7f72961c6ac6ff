import Assessment
import Reports
import Testing

struct ExplanationJSONTests {
  @Test func `An explanation carries every leaf with the statements on each side`() throws {
    let json = explanation(of: "GROUP-1", try SmallCase.assessment()).text
    #expect(json.hasPrefix("{\"heed\": \"explanation/1\", \"case\": \"harbour-street\""))
    #expect(
      json.contains(
        "\"leaf\": \"associated\", \"state\": \"disputed\", \"for\": [{\"at\": \"statements[3]\", \"source\": \"intelligence-note\"}], \"against\": [{\"at\": \"statements[4]\", \"source\": \"interview\"}]"
      ))
  }

  @Test func `An explanation of what was not in force says what it would have been`() throws {
    let json = explanation(of: "LATER-2", try SmallCase.assessment()).text
    #expect(
      json.contains(
        "\"state\": \"not-in-force\", \"narrow\": \"not-in-force\", \"broad\": \"not-in-force\", \"as-if-in-force\": \"evidenced\""
      ))
  }

  @Test func `A framework that the law does not have has no answers`() throws {
    #expect(explanation(of: "NONE-1", try SmallCase.assessment()).text.contains("\"answers\": []"))
  }
}
