/// The addresses of one case, in one place.
package struct CaseLinks: Sendable {
  package let caseID: String
  /// The child or the group whom the page is about; nil for all of it.
  package let about: String?
  /// A day, as `2009-06-12`, where the page shows only what was on file by then.
  package let known: String?

  package init(_ caseID: String, about: String? = nil, known: String? = nil) {
    self.caseID = caseID
    self.about = about
    self.known = known
  }

  package var base: String { "/cases/\(pathPart(caseID))" }
  private var question: String { asking([("about", about), ("known", known)]) }
  private var day: String { asking([("known", known)]) }

  private func asking(_ parts: [(String, String?)]) -> String {
    let asked = parts.compactMap { name, value in value.map { "\(name)=\(pathPart($0))" } }
    return asked.isEmpty ? "" : "?" + asked.joined(separator: "&")
  }

  package var overview: String { base + question }
  package var evidence: String { "\(base)/evidence" }
  package var chronology: String { "\(base)/chronology" + question }
  package var knew: String { "\(base)/known-since" + question }
  package var questions: String { "\(base)/questions" + day }
  package var duties: String { "\(base)/duties" + question }
  package var impact: String { "\(base)/impact" + question }
  package var compare: String { "\(base)/compare" }
  package var told: String { "/told?case=\(pathPart(caseID))" }
  package var newStatement: String { "\(base)/statements/new" + asking([("about", about)]) }
  package var newResponse: String { "\(base)/responses/new" + asking([("about", about)]) }
  package var newWarning: String { "/warnings/new?case=\(pathPart(caseID))" }
  package func referral(of child: String) -> String { "\(base)/referral/\(pathPart(child))" }
  package func explanation(of framework: String) -> String {
    "\(base)/frameworks/\(pathPart(framework))" + question
  }
  /// Where somebody records whether a framework applies.
  package func considering(_ framework: String) -> String {
    "\(base)/responses/new"
      + asking([("act", "considered"), ("framework", framework), ("about", about)])
  }
  package func item(_ entry: Int) -> String { "\(base)/entries/\(entry)" }

  package var linker: Linker { Linker(evidence: evidence) }
}

/// A text as one part of a path or of a question.
package func pathPart(_ text: String) -> String {
  text.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "~"):
      String(UnicodeScalar(byte))
    default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }.joined()
}

/// The way from the first page to one that stands under a case.
func caseCrumbs(_ caseID: String) -> [Page.Crumb] {
  [.init("Cases", "/cases"), .init("Case \(caseID)", CaseLinks(caseID).base)]
}
