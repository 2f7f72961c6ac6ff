import Foundation
import Testing

@testable import WebPages

/// A page that is kept, and what fills it.
@Suite struct KeptPageTests {
  private let reader = Surroundings(
    reader: ("K. <L>", "social worker"), sections: Section.allCases,
    formToken: "abc", isDemonstration: false, partnership: "Alderby",
    notice: nil, printed: "Drawn today", idleMinutes: 30, path: "/cases/a")

  private func page(_ text: String) -> Page {
    Page("message", title: "A page", marking: handlingMarking, fields: ["title": text])
  }

  private func site() throws -> Site {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try Site(at: root.appendingPathComponent("Sources/WebPages").path)
  }

  @Test func `A kept page filled for a reader is the page of that reader`() throws {
    let site = try site()
    var other = reader
    other.reader = ("somebody", "else")
    other.formToken = "xyz"
    let kept = site.kept(page("Here"), in: other)
    let html = String(decoding: kept.html(reader.filling(drawnFrom: "")), as: UTF8.self)
    #expect(html == site.html(page("Here"), in: reader))
    #expect(html.contains("K. &lt;L&gt;"))
  }

  @Test func `What a person wrote is never taken for a blank`() throws {
    let site = try site()
    let text = "\u{E000}formToken\u{E001} \u{E000}"
    let kept = site.kept(page(text), in: reader)
    let html = String(decoding: kept.html(reader.filling(drawnFrom: "")), as: UTF8.self)
    #expect(html == site.html(page(text), in: reader))
  }
}
