/// The words by which a sentence shows of whom it speaks, and who is speaking.
///
/// A partnership's file may add to each list.
public struct LanguageWords: Sendable, Hashable {
  public enum List: String, Sendable, Hashable, CaseIterable {
    /// A child, or somebody who was harmed.
    case child
    /// An adult of whom *he* may speak.
    case man
    /// An adult of whom *she* may speak.
    case woman
    /// Another adult.
    case adult
    /// A body of people, such as a council.
    case body
    /// People who write and speak about children in their work.
    case writer
    /// What is neither a child nor an adult: equipment, data, places.
    case thing
    /// Says that somebody speaks or writes.
    case saying
    /// Makes of the word before it a part of a name: the *protection* of *child protection conference*.
    case compound
  }

  private var lists: [List: [String]]

  public init(_ lists: [List: [String]] = [:]) {
    self.lists = lists.mapValues { $0.map { $0.lowercased() } }
  }

  public subscript(list: List) -> [String] { lists[list] ?? [] }

  func adding(_ more: LanguageWords) -> LanguageWords {
    LanguageWords(
      lists.merging(more.lists) { old, new in old + new.filter { !old.contains($0) } })
  }
}
