public import Casebook
public import CivilTime
internal import Dispatch
internal import Ledger

/// Lets many people read and write at once: while one transaction goes to the disk, what comes in meanwhile waits for the next, and shares it.
///
/// Each person's acts are still all done or none, and nobody is answered before theirs are on the disk. What goes wrong with one
/// person's part, such as a case that cannot be read, fails that part alone.
public actor GroupCommit {
  private struct Waiting {
    /// Does a part of a transaction; what it returns is called with the head of the log when that is on the disk.
    var work: @Sendable (inout Writing) throws -> Answer<Void>
    var fail: @Sendable (any Error) -> Void
  }

  /// The most that go into one transaction, so that nobody waits long.
  private static let most = 256

  private let casebook: CasebookFile
  private let queue = DispatchQueue(label: "casebook")
  private var waiting: [Waiting] = []
  private var isRunning = false

  public init(_ casebook: CasebookFile) { self.casebook = casebook }

  // MARK: What people want

  /// - Throws: as ``CasebookFile/perform(_:as:)-swift.method``.
  public nonisolated func perform(
    _ requests: [CasebookFile.Request], as credential: Credential
  ) async throws -> [Receipt] {
    try await answer { writing in try writing.receipts(for: requests, as: credential) }
  }

  /// - Throws: as ``CasebookFile/read(_:in:recordedBy:as:)``.
  public nonisolated func read(
    _ view: View, in caseID: String? = nil, recordedBy day: CivilDate? = nil,
    as credential: Credential
  ) async throws -> CasebookFile.Reading {
    try await answer { writing in
      try writing.read(view, in: caseID, recordedBy: day, as: credential)
    }
  }

  /// - Throws: as ``CasebookFile/cases(purpose:as:)``.
  public nonisolated func cases(
    purpose: String?, as credential: Credential
  ) async throws -> CasebookFile.CaseList {
    try await answer { writing in try writing.cases(purpose: purpose, as: credential) }
  }

  /// - Parameter credential: nil for somebody who holds no post.
  /// - Throws: as ``CasebookFile/warn(_:as:)``.
  public nonisolated func warn(
    _ warning: Warning, as credential: Credential?
  ) async throws -> CasebookFile.Raised {
    try await answer { writing in try writing.raise(warning, as: credential) }
  }

  /// - Throws: as ``CasebookFile/perform(_:withCode:)``.
  public nonisolated func perform(
    _ act: @escaping @Sendable (_ warning: Int) -> AccountAct, withCode code: ReceiptCode
  ) async throws -> Receipt {
    try await answer { writing in try writing.perform(act, withCode: code) }
  }

  /// - Throws: as ``CasebookFile/status(of:)``.
  public nonisolated func status(
    of code: ReceiptCode
  ) async throws -> CasebookFile.StatusReading {
    try await answer { writing in try writing.status(of: code) }
  }

  /// - Throws: as ``CasebookFile/register(purpose:as:)``.
  public nonisolated func register(
    purpose: String?, as credential: Credential
  ) async throws -> CasebookFile.RegisterReading {
    try await answer { writing in try writing.register(purpose: purpose, as: credential) }
  }

  /// - Throws: as ``CasebookFile/matter(_:purpose:as:)``.
  public nonisolated func matter(
    _ entry: Int, purpose: String?, as credential: Credential
  ) async throws -> CasebookFile.MatterReading {
    try await answer { writing in try writing.matter(entry, purpose: purpose, as: credential) }
  }

  // MARK: One transaction after another

  /// What is worked out for one person is worked out beside the others.
  private nonisolated func answer<Value: Sendable>(
    _ work: @escaping @Sendable (inout Writing) throws -> Answer<Value>
  ) async throws -> Value {
    let (answer, head) = try await entered(work)
    return answer(head)
  }

  private func entered<Value: Sendable>(
    _ work: @escaping @Sendable (inout Writing) throws -> Answer<Value>
  ) async throws -> (Answer<Value>, SignedNote) {
    try await withCheckedThrowingContinuation { waiter in
      waiting.append(
        Waiting(
          work: { writing in
            let answer = try work(&writing)
            return { head in waiter.resume(returning: (answer, head)) }
          }, fail: { waiter.resume(throwing: $0) }))
      if !isRunning {
        isRunning = true
        Task { await run() }
      }
    }
  }

  private func run() async {
    while !waiting.isEmpty {
      let group = Array(waiting.prefix(GroupCommit.most))
      waiting.removeFirst(group.count)
      await commit(group)
    }
    isRunning = false
  }

  /// Off the cooperative threads, since it waits for the disk.
  private func commit(_ group: [Waiting]) async {
    await withCheckedContinuation { done in
      queue.async { [casebook] in
        do {
          let (answers, head) = try casebook.answers(group.map(\.work))
          for (one, answer) in zip(group, answers) {
            switch answer {
            case .success(let answer): answer(head)
            case .failure(let error): one.fail(error)
            }
          }
        } catch {
          for one in group { one.fail(error) }
        }
        done.resume()
      }
    }
  }
}
