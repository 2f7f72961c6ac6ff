internal import Diagnostics
internal import Documents

/// Something on which careful readers of the law differ, and what became of it here.
public struct OpenQuestion: Sendable, Hashable {
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// An element holds both readings: narrow, and also.
    case reading
    /// Shown as a note beside the tests that it touches.
    case note
    /// Kept here, with the reason why it is neither.
    case listed
  }

  public var id: String
  public var asks: String
  public var outcome: Outcome
  /// The tests and elements beside which it is shown, besides the elements that name it themselves.
  public var shows: [TestReference]
  /// What may be answered, the one that protects more first.
  public var readings: [String]
  /// How it is treated here, and why.
  public var why: String
  public var cite: String
  public var status: Verification

  public init(
    id: String, asks: String, outcome: Outcome, shows: [TestReference], readings: [String],
    why: String, cite: String, status: Verification
  ) {
    self.id = id
    self.asks = asks
    self.outcome = outcome
    self.shows = shows
    self.readings = readings
    self.why = why
    self.cite = cite
    self.status = status
  }
}

extension LawPack {
  /// The open questions that touch a test: those that its elements name, and those that are shown beside it.
  public func questions(on framework: Framework) -> [OpenQuestion] {
    let named = Set(framework.elements.compactMap(\.question))
    return openQuestions.filter { question in
      named.contains(question.id)
        || question.shows.contains { $0.framework == framework.id }
    }
  }
}

/// Reads `Law/open-questions.yaml`, and sees that each question is where it says it is.
struct OpenQuestionReader {
  private var reader: LawReader
  private let frameworks: [Framework]

  init(file: String, names: KnownNames, frameworks: [Framework]) {
    reader = LawReader(file: file, names: names)
    self.frameworks = frameworks
  }

  var report: Report { reader.report }

  mutating func questions(_ node: Node) -> [OpenQuestion] {
    guard var fields = reader.fields(node, what: "this file") else { return [] }
    reader.header("open-questions/1", &fields)
    let list = reader.required(&fields, "questions", help: "list the questions")
    reader.finish(fields, allowed: ["heed", "questions"])
    var found: [OpenQuestion] = []
    for item in reader.items(list, what: "the questions") {
      defer { reader.context = nil }
      guard let question = question(item) else { continue }
      if found.contains(where: { $0.id == question.id }) {
        add(.twice(question.id), at: item.position)
      } else {
        found.append(question)
      }
    }
    if let list, !reader.report.hasErrors { checkElements(found, at: list.position) }
    return found
  }

  private mutating func question(_ node: Node) -> OpenQuestion? {
    guard var fields = reader.fields(node, what: "a question") else { return nil }
    let id = reader.name(
      reader.required(&fields, "id", help: "give it a number, such as Q7"),
      what: "the number of a question")
    reader.context = id
    let asks = text(&fields, "asks", help: "say what is asked")
    let becameNode = reader.required(
      &fields, "became",
      help: "write one of \(OpenQuestion.Outcome.allCases.map(\.rawValue).joined(separator: ", "))")
    let outcome = reader.word(
      becameNode, what: "what became of it", as: OpenQuestion.Outcome.self,
      code: "unknown-outcome")
    let shows = reader.references(fields.optional("shows"), among: frameworks)
    let readings = reader.texts(fields.optional("readings"), what: "the readings")
    let why = text(&fields, "why", help: "say how it is treated here, and why")
    let cite = text(&fields, "cite", help: "cite the texts that leave it open")
    let status = reader.status(
      reader.required(&fields, "status", help: "say how it was checked against the text"))
    reader.finish(
      fields,
      allowed: ["id", "asks", "became", "shows", "readings", "why", "cite", "status"])
    guard let id, let asks, let outcome, let becameNode, let why, let cite, let status
    else { return nil }
    let question = OpenQuestion(
      id: id, asks: asks, outcome: outcome, shows: shows, readings: readings, why: why, cite: cite,
      status: status)
    switch outcome {
    case .reading where !names(id).contains(where: \.isContested):
      add(.noSuchReading, at: becameNode.position)
    case .note where shows.isEmpty && names(id).isEmpty: add(.shownNowhere, at: becameNode.position)
    default: break
    }
    return question
  }

  /// The elements that name a question.
  private func names(_ id: String) -> [Element] {
    frameworks.flatMap(\.elements).filter { $0.question == id }
  }

  /// Every question that an element names is one of these.
  private mutating func checkElements(_ questions: [OpenQuestion], at position: Position) {
    for framework in frameworks {
      for element in framework.elements {
        guard let id = element.question, !questions.contains(where: { $0.id == id }) else {
          continue
        }
        reader.context = "\(framework.id)/\(element.id)"
        add(.unlisted(question: id), at: position)
        reader.context = nil
      }
    }
  }

  private mutating func text(_ fields: inout Fields, _ key: String, help: String) -> String? {
    reader.text(reader.required(&fields, key, help: help), what: "'\(key)'")
  }

  private mutating func add(_ problem: OpenQuestionProblem, at position: Position) {
    let place = Location(file: reader.file, position: position)
    reader.report.add(problem.diagnostic(at: place, context: reader.context))
  }
}

/// What can be wrong with the open questions alone.
enum OpenQuestionProblem: Hashable {
  case twice(String)
  case noSuchReading
  case shownNowhere
  case unlisted(question: String)

  func diagnostic(at location: Location, context: String?) -> Diagnostic {
    Diagnostic(.error, code, at: location, message, help: help, context: context)
  }

  private var code: String {
    switch self {
    case .twice: "law.duplicate-question"
    case .noSuchReading: "law.no-such-reading"
    case .shownNowhere: "law.shown-nowhere"
    case .unlisted: "law.unknown-question"
    }
  }

  private var message: String {
    switch self {
    case .twice(let id): "question \(id) stands twice"
    case .noSuchReading: "no element that names this question holds two readings"
    case .shownNowhere: "a note that is shown nowhere"
    case .unlisted(let id): "an element names question \(id), which is not listed here"
    }
  }

  private var help: String {
    switch self {
    case .twice: "make them one"
    case .noSuchReading:
      "name this question under 'question:' of the element that holds both; or write became: note"
    case .shownNowhere: "list under 'shows' the tests where it matters"
    case .unlisted: "list it here"
    }
  }
}
