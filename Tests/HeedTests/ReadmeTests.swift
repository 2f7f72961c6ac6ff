import Foundation
import Testing

/// What README.md prints is what the program prints, and what it quotes stands in the law.
struct ReadmeTests {
  /// A command of the page and what the page shows of its output.
  struct Sample: Sendable, CustomTestStringConvertible {
    var command: String
    var shown: [String]

    /// A last line `…` says that the rest is left out.
    var isCut: Bool { shown.last == "…" }
    var testDescription: String { command }
  }

  /// The texts between fences of this kind.
  static func blocks(_ page: String, fence: String) -> [[String]] {
    var blocks: [[String]] = []
    var open: (fence: String, lines: [String])?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if !line.hasPrefix("```") {
        open?.lines.append(line)
      } else if let block = open {
        if block.fence == fence { blocks.append(block.lines) }
        open = nil
      } else {
        open = (line, [])
      }
    }
    return blocks
  }

  static func samples(of page: String) -> [Sample] {
    blocks(page, fence: "```").compactMap { lines in
      guard let first = lines.first, first.hasPrefix("$ ./heed ") else { return nil }
      return Sample(command: String(first.dropFirst(9)), shown: Array(lines.dropFirst()))
    }
  }

  static let page = (try? Project.text("README.md")) ?? ""

  @Test func `The page has samples`() {
    #expect(Self.samples(of: Self.page).count >= 4)
  }

  @Test(.timeLimit(.minutes(10)), arguments: samples(of: page))
  func `What the page shows is what the command prints`(_ sample: Sample) async throws {
    let run = try await Heed.run(sample.command.split(separator: " ").map(String.init))
    #expect(run.status == 0)
    #expect(run.errors == "")
    var printed = run.lines.map(String.init)
    if printed.last == "" { printed.removeLast() }
    if sample.isCut { printed = printed.prefix(sample.shown.count - 1) + ["…"] }
    let shown = sample.shown.joined(separator: "\n")
    guard let difference = firstDifference(shown, printed.joined(separator: "\n")) else { return }
    if Recording.isOn {
      try Self.record(sample, printed)
      Issue.record("\(sample.command): \(Recording.notice)")
    } else {
      Issue.record("\(sample.command)\n\(difference)\n\(Recording.advice)")
    }
  }

  private static let writing = NSLock()

  private static func record(_ sample: Sample, _ printed: [String]) throws {
    try writing.withLock {
      func block(_ lines: [String]) -> String {
        (["```", "$ ./heed \(sample.command)"] + lines + ["```"]).joined(separator: "\n")
      }
      let page = try Project.text("README.md")
      let new = page.replacingOccurrences(of: block(sample.shown), with: block(printed))
      try new.write(to: Project.url("README.md"), atomically: false, encoding: .utf8)
    }
  }

  @Test func `The page of law stands in the law`() throws {
    let quoted = Self.blocks(Self.page, fence: "```yaml")
    #expect(quoted.count == 1)
    let law = try Project.text("Law/england-and-wales/modern-slavery-act-2015.yaml")
    for lines in quoted {
      #expect(law.contains(lines.joined(separator: "\n") + "\n"), "\(lines.first ?? "")")
    }
  }

  @Test func `Every command of the program has its line`() async throws {
    for command in ["assess", "explain", "ask", "knew", "check"] {
      #expect(Self.page.contains("`./heed \(command) "), "\(command)")
    }
    for command in ["list", "show", "check", "test"] {
      #expect(Self.page.contains("`./heed law \(command)"), "law \(command)")
    }
  }
}
