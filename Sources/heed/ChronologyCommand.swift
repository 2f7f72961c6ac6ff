import ArgumentParser
import Assessment
import CaseRecord
import Casebook
import CivilTime
import LawPack
import Reports
import WebPages

struct ChronologyCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, html
  }

  static let configuration = CommandConfiguration(
    commandName: "chronology",
    abstract:
      "What happened to a child, who learned of it when, and what bodies did, across agencies.",
    discussion: """
      Of case files, or of a case of the casebook. With --known it is as it was on file by a day; with --recorded, as the casebook \
      stood. --copy makes the survivor's, the family's or an inquiry's copy: what is withheld is counted, with the reason.
      """)

  @OptionGroup var records: RecordInput

  @Option(name: .long, help: "The child. Without it, the whole record.")
  var child: String?

  @Option(name: .long, help: "Whose copy: survivor, family or inquiry (cases of a casebook).")
  var copy: RedactionProfile?

  @Option(name: .long, help: "The handling marking that stands on every page.")
  var marking = "OFFICIAL-SENSITIVE"

  @Option(name: .long, help: "text; csv, for spreadsheets; html, a page that prints; or json.")
  var format: Format = .text

  @Option(name: .long, help: "Count only what was on file by this day, such as 2009-06-12.")
  var known: CivilDate?

  @Option(name: .long, help: "Columns to fill, 60 to 140. Default: those of the terminal, or 100.")
  var width: Int?

  @OptionGroup var law: LawInput

  func validate() throws {
    if let width, !(60...140).contains(width) {
      throw ValidationError("--width is a number of columns from 60 to 140")
    }
    if copy != nil, records.cases.isEmpty {
      throw ValidationError("--copy is for cases of a casebook: name one with --case")
    }
    if let copy, copy != .inquiry, child == nil {
      throw ValidationError("--copy \(copy.rawValue) is of one person: name them with --child")
    }
  }

  func run() throws {
    let law = try law.load()
    var found: [(CaseRecord, Chronology.Copy)] = []
    if records.cases.isEmpty {
      found = try CaseFiles.read(records.files, under: law)
        .map { ($0, Chronology.Copy(marking: marking)) }
    } else {
      let profile = copy.map { ($0, subject: child ?? "") }
      found = try records.views("chronology", under: law, copy: profile).map {
        ($0.record, details(of: $0))
      }
    }
    for (index, (record, copy)) in found.enumerated() {
      if let child, record.person(child)?.role != .child {
        let children = record.people.filter { $0.role == .child }.map(\.id)
        throw unusable(
          "the record '\(record.id)' has no child '\(child)'; it has \(children.joined(separator: ", "))"
        )
      }
      let assessment = assess(record, under: law, on: today(), known: known)
      let chronology = chronology(
        of: assessment, about: child ?? Assessment.group, copy: copy)
      if index > 0, format == .text { Terminal.out("") }
      switch format {
      case .text:
        let layout = Layout(width: width ?? Terminal.width, isStyled: Terminal.isTerminal)
        Terminal.out(report(chronology, layout: layout))
      case .csv: Terminal.out(chronology.csv)
      case .html: Terminal.out(chronology.html)
      case .json: Terminal.out(found.count == 1 ? chronology.json.prettyText : chronology.json.text)
      }
    }
  }

  private func details(of view: CaseView) -> Chronology.Copy {
    Chronology.Copy(
      of: view, marking: marking, reader: copy == nil ? nil : view.lens.reader,
      recordedBy: records.recordedBy
    ) { $0.words }
  }
}
