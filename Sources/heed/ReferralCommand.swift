import ArgumentParser
import Assessment
import CaseRecord
import CivilTime
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
    let form = try law.read("Law/nrm-form.yaml") {
      readReferralForm($0, file: $1, vocabulary: pack.vocabulary, report: &$2)
    }
    let records = try CaseFiles.read(Array(arguments.dropLast()), under: pack)
    guard var record = records.first, records.count == 1 else {
      throw unusable("name the files of one record; a referral is of one child")
    }
    if let jurisdiction = days.jurisdiction { record.jurisdiction = jurisdiction }
    let assessment = assess(
      record, under: pack, on: days.on ?? today(), known: days.known, threshold: days.countsFrom)
    let sheet: ReferralSheet
    do {
      sheet = try referralSheet(for: arguments[arguments.count - 1], of: assessment, form: form)
    } catch {
      throw unusable("\(error.message); \(error.help)")
    }
    switch output.format {
    case .json: Terminal.out(sheet.json.prettyText)
    case .text:
      Terminal.out(report(referral: sheet, layout: output.layout))
    }
  }
}
