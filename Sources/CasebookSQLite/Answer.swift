import Casebook
internal import GRDB
import Ledger

/// What somebody is answered, once the head of the log that contains what they did is on the disk.
typealias Answer<Value> = @Sendable (_ head: SignedNote) -> Value

extension CasebookFile {
  /// Does what somebody wants in one transaction, and answers when it is on the disk.
  ///
  /// - Parameter work: a `Refusal` that it throws has been entered; any other error undoes what it did.
  func answer<Value>(_ work: (inout Writing) throws -> Answer<Value>) throws -> Value {
    let logKey = try signer()
    let (answer, head) = try write { writing in
      let answer = try writing.kept(work)
      return (answer, try writing.sign(with: [logKey]))
    }
    return try answer.get()(head)
  }

  /// Does what several people want in one transaction. What goes wrong with one person's part is undone and fails that part alone.
  func answers<Value>(
    _ group: [(inout Writing) throws -> Answer<Value>]
  ) throws -> (answers: [Result<Answer<Value>, any Error>], head: SignedNote) {
    let logKey = try signer()
    return try write { writing in
      let answers = try group.map { work in try writing.alone(work) }
      return (answers, try writing.sign(with: [logKey]))
    }
  }
}

extension Writing {
  /// That something was refused stays in the log.
  fileprivate mutating func kept<Value>(
    _ work: (inout Writing) throws -> Value
  ) throws -> Result<Value, any Error> {
    do {
      return .success(try work(&self))
    } catch let refusal as Refusal {
      return .failure(refusal)
    }
  }

  /// One person's part of a transaction that others share.
  fileprivate mutating func alone<Value>(
    _ work: (inout Writing) throws -> Value
  ) throws -> Result<Value, any Error> {
    do {
      var result: Result<Value, any Error>?
      try db.inSavepoint {
        result = try kept(work)
        return .commit
      }
      return result!
    } catch  where !CasebookError.endsTransaction(error) {
      // What was remembered of it is read anew.
      cache = Cache()
      try cache.refresh(db)
      return .failure(Result { try translated { throw error } }.failure ?? error)
    }
  }
}

extension Result where Success == Never, Failure == any Error {
  fileprivate var failure: (any Error)? {
    if case .failure(let error) = self { error } else { nil }
  }
}

extension CasebookError {
  /// Whether nobody's part of a transaction can be done after an error: the disk fails, or the file is held by another.
  fileprivate static func endsTransaction(_ error: any Error) -> Bool {
    switch (error as? DatabaseError).map(CasebookError.init) ?? (error as? CasebookError) {
    case .diskFull, .readOnly, .busy, .disk, .logKeyDiffers: true
    default: false
    }
  }
}
