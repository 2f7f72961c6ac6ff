public import Diagnostics
public import Documents
public import Vocabulary

/// Reads the records of one or several files, in the format `heed: case/1`, YAML or JSON.
///
/// Files with the same `id` are one record, each adding to it (design, rule 16): the same person, place, thing, source or
/// warning may stand in several, if it is the same in all; a statement or response that stands in two files is one. Names
/// are looked up in the whole record, wherever they are declared.
///
/// Strict, and everything at once: each problem goes into `report` with its place. Messages name keys, facts, sources and words
/// of the vocabulary, never a person, a place or any other value of the record.
///
/// | code | means |
/// |---|---|
/// | `documents.…` | the file cannot be read, or a value has the wrong shape, or a key is not known |
/// | `record.format` | the `heed:` line names another format |
/// | `record.forbidden-key` | a key for ethnicity, nationality, religion or immigration status |
/// | `record.id` | an id that cannot be one |
/// | `record.reserved-id` | a person called `group-1`, `group-2`, …, which name groups in answers |
/// | `record.duplicate-id` | two entries of one file with the same id |
/// | `record.conflicting-id` | two files that differ about an entry, or about the title or jurisdiction |
/// | `record.no-title`, `record.no-jurisdiction` | no file of the record says it |
/// | `record.unknown-jurisdiction` `record.unknown-person-role` `record.unknown-source-kind` `record.unknown-count` `record.unknown-act` `record.unknown-answer` `record.unknown-outcome` `record.unknown-stage` `record.unknown-decision` `record.unknown-word` `record.unknown-scheme` | a word outside its list |
/// | `record.unknown-fact` `record.unknown-reliance` `record.unknown-framework` | a name that the vocabulary or the law does not have |
/// | `record.unknown-role` | a role that other facts have, and this one does not |
/// | `record.agency` | a body that is not written `body/office` |
/// | `record.country` | a country that could be taken for another |
/// | `record.date-malformed` `record.date-impossible` `record.date-unsupported` | a date that cannot be read |
/// | `record.no-source`, `record.no-says` | a statement that does not say who said it, or whether yes or no |
/// | `record.no-issuer` | an identifier of which every body has its own series, and no body is named |
/// | `record.no-number` `record.misplaced-number` `record.count-with-no` | a number where it has no place, or none where it has |
/// | `record.no-such-person` `record.no-such-place` `record.no-such-thing` `record.no-such-source` | an id that nothing declares |
/// | `record.not-a-child` | somebody under `child:` whose role is another |
/// | `record.repeats-itself` | sources that repeat one another in a ring |
/// | `record.no-act` `record.two-acts` `record.said-twice` `record.misplaced-key` | a response that does not say what was done, or says it twice, or says what only another act has |
/// | `record.incomplete-answer`, `record.incomplete-acquittal`, `record.incomplete-pause` | `considered` without framework or answer; `acquitted` without framework, suspect or outcome; a clock stopped or started again without duty, reason, authority or day |
///
/// and as warnings, which do not keep a record from being read:
///
/// | code | means |
/// |---|---|
/// | `record.no-child` | a fact of harm that names no child: it counts for the group alone |
/// | `record.child-named-as-doing` | a child under `by:` |
/// | `record.named-twice`, `record.repeated-statement` | the same thing said twice |
/// | `record.not-a-suspect`, `record.pooled-suspect`, `record.pooled-birth`, `record.pooled-identifier` | an answer about one person would need one person, and a suspect |
/// | `record.made-after-held`, `record.shared-before-made`, `record.acknowledged-before-raised` | days that cannot all be right |
/// | `record.spelt-two-ways` | places whose town, street or police force differs in nothing but capitals or spaces |
/// | `record.unknown-event` | the event of a charge or verdict is in no statement |
///
/// - Returns: the records in which nothing is wrong, in order of first appearance. Of a file that could not be read at all it is
///   not known what it would have added: with any error in `report`, nothing should be concluded from the others either.
public func readCaseRecords(
  _ files: [RecordFile], vocabulary: Vocabulary, options: RecordReading.Options = .init(),
  report: inout Report
) -> [CaseRecord] {
  var readers: [RecordReader] = []
  for file in files {
    let node = readDocument(
      file.bytes, file: file.name, format: file.format, limits: nil, report: &report)
    guard let node else { continue }
    var reader = RecordReader(node, file: file.name, vocabulary: vocabulary, options: options)
    reader.read(node)
    readers.append(reader)
  }
  return RecordMerging.records(from: readers, report: &report)
}

/// Reads one record from a document that has been read, such as the inline record of a worked case.
///
/// - Returns: nil if anything in it is an error; the codes are those of ``readCaseRecords(_:vocabulary:options:report:)``.
public func readCaseRecord(
  node: Node, file: String, vocabulary: Vocabulary, options: RecordReading.Options = .init(),
  report: inout Report
) -> CaseRecord? {
  var reader = RecordReader(node, file: file, vocabulary: vocabulary, options: options)
  reader.read(node)
  return RecordMerging.records(from: [reader], report: &report).first
}

/// How records are read.
public enum RecordReading {
  /// What a record may leave out, and what its names are checked against.
  public struct Options: Sendable {
    /// What stands at the top of a record that does not say it.
    public struct Header: Sendable, Hashable {
      public var id: String
      public var title: String
      public var jurisdiction: String

      public init(id: String, title: String, jurisdiction: String) {
        self.id = id
        self.title = title
        self.jurisdiction = jurisdiction
      }
    }

    /// Whoever is named and not declared becomes a child, if under `child:` or only under `about:`, or else a suspect.
    public var declareMentionedPeople: Bool
    /// The source of statements that name none; a source that is named and not declared is a copy of it under that name.
    public var defaultSource: Source?
    /// What a statement says that does not say it.
    public var defaultSays: Bool?
    /// Used wherever the record has no `id`, `title` or `jurisdiction`; then `heed: case/1` may be missing too.
    public var header: Header?
    /// Keys beside those of a record, which the caller reads.
    public var otherKeys: [String]
    /// The ids that `framework:` may name; nil leaves them unchecked.
    public var frameworks: [String]?

    /// A record as a file of its own: nothing may be left out.
    public init(
      declareMentionedPeople: Bool = false, defaultSource: Source? = nil, defaultSays: Bool? = nil,
      header: Header? = nil, otherKeys: [String] = [], frameworks: [String]? = nil
    ) {
      self.declareMentionedPeople = declareMentionedPeople
      self.defaultSource = defaultSource
      self.defaultSays = defaultSays
      self.header = header
      self.otherKeys = otherKeys
      self.frameworks = frameworks
    }

    /// A worked case of the law: statements alone are enough.
    public static func workedCase(
      jurisdiction: String = "england-and-wales", otherKeys: [String] = [],
      frameworks: [String]? = nil
    ) -> Options {
      Options(
        declareMentionedPeople: true,
        defaultSource: Source(id: "note", agency: "police/example", kind: "agency-record"),
        defaultSays: true,
        header: Header(id: "worked-case", title: "Worked case", jurisdiction: jurisdiction),
        otherKeys: otherKeys, frameworks: frameworks)
    }
  }
}
