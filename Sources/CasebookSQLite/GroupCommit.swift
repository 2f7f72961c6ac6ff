internal import Dispatch

/// Lets many people write at once: while one transaction goes to the disk, what comes in meanwhile waits for the next, and shares it.
///
/// Each person's acts are still all done or none, and nobody is answered before theirs are on the disk.
public actor GroupCommit {
  private struct Waiting {
    var requests: [CasebookFile.Request]
    var credential: Credential
    var answer: CheckedContinuation<[Receipt], any Error>
  }

  /// The most that go into one transaction, so that nobody waits long.
  private static let most = 256

  private let casebook: CasebookFile
  private let queue = DispatchQueue(label: "casebook")
  private var waiting: [Waiting] = []
  private var isRunning = false

  public init(_ casebook: CasebookFile) { self.casebook = casebook }

  /// - Throws: as ``CasebookFile/perform(_:as:)-swift.method``.
  public func perform(
    _ requests: [CasebookFile.Request], as credential: Credential
  ) async throws -> [Receipt] {
    try await withCheckedThrowingContinuation { answer in
      waiting.append(Waiting(requests: requests, credential: credential, answer: answer))
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
      let results = await commit(group.map { ($0.requests, $0.credential) })
      for (index, one) in group.enumerated() {
        switch results {
        case .success(let results): one.answer.resume(with: results[index])
        case .failure(let error): one.answer.resume(throwing: error)
        }
      }
    }
    isRunning = false
  }

  /// Off the cooperative threads, since it waits for the disk.
  private func commit(
    _ group: [(requests: [CasebookFile.Request], credential: Credential)]
  ) async -> Result<[Result<[Receipt], any Error>], any Error> {
    await withCheckedContinuation { done in
      queue.async { [casebook] in
        done.resume(returning: Result { try casebook.performGroup(group) })
      }
    }
  }
}
