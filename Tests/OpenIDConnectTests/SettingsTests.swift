import Diagnostics
import Documents
import Testing

@testable import OpenIDConnect

struct SettingsTests {
  private let sound = """
    heed: openid/1
    issuer: https://login.example.org/realms/partnership
    client: heed
    secret: openid.secret
    people: openid-people.yaml
    site: https://heed.example.org
    """

  private func read<Value>(
    _ text: String, _ parse: (Node, String, inout Report) -> Value?
  ) -> (Value?, [String]) {
    var report = Report()
    let node = readDocument(
      Array(text.utf8), file: "openid.yaml", format: .yaml, report: &report)
    let value = node.flatMap { parse($0, "openid.yaml", &report) }
    return (value, report.diagnostics.map(\.code))
  }

  private func settings(_ text: String) -> (OpenIDConfiguration?, [String]) {
    read(text) { readOpenID($0, file: $1, report: &$2) }
  }

  private func people(_ text: String) -> (OpenIDPeople?, [String]) {
    read(text) { readOpenIDPeople($0, file: $1, report: &$2) }
  }

  @Test func `Short settings ask for the subject, a second factor and a sign-in of the last hour`()
  {
    let (settings, codes) = settings(sound)
    #expect(codes.isEmpty)
    #expect(
      settings
        == OpenIDConfiguration(
          issuer: "https://login.example.org/realms/partnership", clientID: "heed",
          secretFile: "openid.secret", peopleFile: "openid-people.yaml",
          site: "https://heed.example.org", personClaim: "sub",
          secondFactor: .init(contexts: [], methods: ["mfa"]), maximumAge: 3600))
    #expect(
      settings?.returnAddress == "https://heed.example.org/sign-in/openid/return")
  }

  @Test func `Every setting can be written`() {
    let (settings, codes) = settings(
      sound + """

        person: preferred_username
        second-factor:
          contexts: ["https://refeds.org/profile/mfa"]
          methods: [mfa, hwk]
        minutes: 15
        """)
    #expect(codes.isEmpty)
    #expect(settings?.personClaim == "preferred_username")
    #expect(
      settings?.secondFactor
        == .init(contexts: ["https://refeds.org/profile/mfa"], methods: ["mfa", "hwk"]))
    #expect(settings?.maximumAge == 900)
  }

  @Test(arguments: [
    "http://login.example.org", "https://login.example.org/?realm=1", "https://",
    "login.example.org",
    "https://user@login.example.org", "https://login.example.org/#x",
  ])
  func `An issuer that is not a plain https address is refused`(_ issuer: String) {
    let text = sound.replacing(
      "issuer: https://login.example.org/realms/partnership", with: "issuer: \"\(issuer)\"")
    #expect(settings(text).1 == ["openid.address"])
  }

  @Test func `The second factor cannot be switched off`() {
    #expect(settings(sound + "\nsecond-factor: {}").1 == ["openid.second-factor"])
    #expect(settings(sound + "\nsecond-factor: no").0 == nil)
  }

  @Test func `What is missing or unknown is said all at once`() {
    let (settings, codes) = settings("heed: openid/2\nissuer: x\nclient: heed\ncolour: blue")
    #expect(settings == nil)
    #expect(
      Set(codes) == [
        "openid.format", "openid.address", "documents.missing-key", "documents.unknown-key",
      ])
  }

  @Test func `People are those that somebody has written down`() {
    let (people, codes) = people(
      "heed: openid-people/1\npeople:\n  \"248289761001\": jo-larch\n  b: mo-birch")
    #expect(codes.isEmpty)
    #expect(people?.person(for: "248289761001") == "jo-larch")
    #expect(people?.person(for: "") == nil)
    #expect(people?.person(for: "jo-larch") == nil)
  }

  @Test func `Two ways in for one person are refused`() {
    let (people, codes) = people("heed: openid-people/1\npeople:\n  a: jo-larch\n  b: jo-larch")
    #expect(people == nil)
    #expect(codes == ["openid.twice"])
  }

  @Test func `One way in for two persons is refused`() {
    #expect(people("heed: openid-people/1\npeople:\n  a: jo-larch\n  a: mo-birch").0 == nil)
  }

  @Test func `What is wrong is said without anything that a provider sent`() {
    for endpoint in OpenIDError.Endpoint.allCases {
      #expect(OpenIDError.status(endpoint, 500).description.hasSuffix("answered with status 500"))
    }
    #expect(
      OpenIDError.token(.secondFactor).description
        == "an ID token was refused: it does not state a second factor (acr, amr)")
    #expect(
      OpenIDError.nobodyHere.sentence
        == "Your organisation knows you, but nobody here has entered that you may come in this way. Ask an administrator of this casebook."
    )
  }
}
