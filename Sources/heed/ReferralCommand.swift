import ArgumentParser
import Assessment
import CaseRecord
import CivilTime
import Diagnostics
import Documents
import LawLibrary
import LawPack
import ReferralSheet
import Reports

struct ReferralCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nrm",
    abstract: "The fields of the national referral form from a record, with honest blanks.",
    discussion: """
      In the order of the form, for a person to enter. Where the form asks for a yes or a no that the evidence cannot make, the field \
      is left blank and says why. Nothing is sent anywhere.
      """)

  @Argument(help: "Case files of one record, YAML or JSON, and then the child's id.")
  var arguments: [String]

  @OptionGroup var days: DayInput
  @OptionGroup var law: LawInput
  @OptionGroup var output: OutputInput

  func validate() throws {
    if arguments.count < 2 {
      throw ValidationError("name at least one case file, and then the child's id")
    }
  }

  func run() throws {
    let pack = try law.load()
    let form = try form(under: pack)
    let records = try RecordInput.parse(Array(arguments.dropLast())).read(under: pack)
    guard var record = records.first, records.count == 1 else {
      Terminal.error("heed: name the files of one record; a referral is of one child")
      throw Exit.unusable
    }
    if let jurisdiction = days.jurisdiction { record.jurisdiction = jurisdiction }
    let assessment = assess(
      record, under: pack, on: days.on ?? today(), known: days.known, threshold: days.countsFrom)
    let sheet: ReferralSheet
    do {
      sheet = try referralSheet(for: arguments[arguments.count - 1], of: assessment, form: form)
    } catch {
      Terminal.error("heed: \(error.message); \(error.help)")
      throw Exit.unusable
    }
    switch output.format {
    case .json: Terminal.out(sheet.json.prettyText)
    case .text:
      let layout = Layout(
        width: output.width ?? Terminal.width, isStyled: Terminal.isTerminal, showsAll: output.all)
      Terminal.out(report(referral: sheet, layout: layout))
    }
  }

  private func form(under pack: LawPack) throws -> ReferralForm {
    let file = "Law/nrm-form.yaml"
    let library: LawLibrary
    do { library = try LawLibrary(at: law.law) } catch { throw law.show(error) }
    guard let text = library.text(of: file) else {
      Terminal.error("heed: the law has no \(file)")
      throw Exit.unusable
    }
    var report = Report()
    let node = readDocument([UInt8](text.utf8), file: file, format: .yaml, report: &report)
    let form = node.flatMap {
      readReferralForm($0, file: file, vocabulary: pack.vocabulary, report: &report)
    }
    Printer.show(report, texts: [file: [UInt8](text.utf8)])
    guard let form, !report.hasErrors else { throw Exit.unusable }
    return form
  }
}
