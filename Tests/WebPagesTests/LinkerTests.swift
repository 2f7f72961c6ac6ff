import Reports
import Testing

@testable import WebPages

@Suite struct LinkerTests {
  private let linker = Linker(evidence: "/cases/river-lane/evidence")

  @Test func `Nothing that somebody wrote becomes markup`() {
    let markup = linker.markup("<b onclick='x'>\"&</b>")
    #expect(markup.html == "&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;&lt;/b&gt;")
  }

  @Test func `A mark that somebody typed leads nowhere`() {
    #expect(linker.markup("\u{E000}javascript:x\u{E001}look\u{E002}").html == "look")
    #expect(linker.markup("\u{E000}s0\u{E001}look\u{E002}").html == "look")
    #expect(linker.markup("\u{E000}\u{E001}\u{E002}").html.isEmpty)
    #expect(linker.markup("\u{E000}s4").html == "s4")
  }
}
