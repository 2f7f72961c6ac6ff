import Dispatch
import Foundation
import Ledger

/// What is sent back.
struct WitnessReply: Sendable {
  let status: Int
  let body: String
  var contentType = "text/plain; charset=utf-8"
  /// The method that the path takes.
  var allow: String?
}

/// Takes requests one after the other, keeps the memory, and says what it did.
struct WitnessDesk: Sendable {
  /// A request of 63 hashes has less than 3,000 bytes without its note.
  static let longestRequest = 64 << 10

  private let witness: Witness
  private let store: WitnessStore
  private let log: @Sendable (String) -> Void
  /// One request at a time looks up, judges and stores. Waiting for the disk would hold up the
  /// threads that tasks run on.
  private let queue = DispatchQueue(label: "witness")

  init(witness: Witness, store: WitnessStore, log: @escaping @Sendable (String) -> Void) {
    self.witness = witness
    self.store = store
    self.log = log
  }

  /// Answers a log.
  func addCheckpoint(_ body: [UInt8]) async -> WitnessReply {
    await inTurn {
      guard let now = UInt64(exactly: Int64(Date.now.timeIntervalSince1970)) else {
        log("\(timeWord()) the clock of this machine stands before 1970; set it")
        return failed(nil)
      }
      do {
        let judgement = try store.judge(body, by: witness, now: now)
        if let evidence = judgement.evidence { keep(evidence) }
        let answer = judgement.answer
        note(judgement.offered, answer.status)
        var reply = WitnessReply(status: answer.status, body: answer.body)
        if let type = answer.contentType { reply.contentType = type }
        return reply
      } catch {
        log("\(timeWord()) \(error)")
        let request = try? AddCheckpointRequest(parsing: body)
        return failed(request.flatMap { try? Checkpoint(parsing: $0.checkpoint.text) })
      }
    }
  }

  /// Answers a monitor.
  func checkpoint(ofFile name: String) async -> WitnessReply {
    await inTurn {
      do {
        guard let memory = try store.memory(inFile: name, of: witness.verifier) else {
          return refuse(.neverSeen)
        }
        note(memory.checkpoint, 200)
        return WitnessReply(status: 200, body: memory.note.encoded)
      } catch {
        log("\(timeWord()) \(error)")
        return failed(nil)
      }
    }
  }

  /// Turns away what never reaches the witness.
  func refuse(_ refusal: WitnessRefusal) -> WitnessReply {
    let reply = refusal.reply
    note(nil, reply.status)
    return reply
  }

  /// The answer if the witness cannot rely on its own memory. Where it is broken is for the operator.
  private func failed(_ offered: Checkpoint?) -> WitnessReply {
    note(offered, 500)
    return WitnessReply(
      status: 500,
      body: "the witness cannot read or store its memory and signs nothing; tell its operator\n")
  }

  private func keep(_ evidence: ForkEvidence) {
    do {
      guard let path = try store.keep(evidence) else { return }
      log("\(timeWord()) \(evidence.notice); kept in \(path).held, .offered and .request")
    } catch {
      log("\(timeWord()) \(evidence.notice); it could not be kept: \(error)")
    }
  }

  private func note(_ checkpoint: Checkpoint?, _ status: Int) {
    let size = checkpoint.map { String($0.size) } ?? "-"
    log("\(timeWord()) \(checkpoint.map { logWord($0.origin) } ?? "-") \(size) \(status)")
  }

  private func inTurn(_ work: @escaping @Sendable () -> WitnessReply) async -> WitnessReply {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}

/// Why a request never reaches the witness.
enum WitnessRefusal: Sendable, Hashable {
  case cutShort
  case tooLarge
  case method(allowed: String)
  case noSuchPath
  case neverSeen

  var reply: WitnessReply {
    switch self {
    case .cutShort: WitnessReply(status: 400, body: "the request was cut short; send it again\n")
    case .tooLarge:
      WitnessReply(
        status: 413,
        body: "the request is longer than 64 KiB; leave out signatures that nobody needs\n")
    case .method(let allowed):
      WitnessReply(status: 405, body: "this address takes \(allowed) only\n", allow: allowed)
    case .noSuchPath:
      WitnessReply(
        status: 404,
        body: "this is a witness of logs; it takes POST /add-checkpoint and "
          + "GET /<hex SHA-256 of an origin>/checkpoint\n")
    case .neverSeen:
      WitnessReply(status: 404, body: "this witness has cosigned no checkpoint of that log\n")
    }
  }
}

/// The time as a word of a log line: UTC, to the second.
func timeWord() -> String { Date.now.ISO8601Format() }

/// The name of a log as one word of a log line, whatever it holds: all but printable ASCII is
/// written as percent and two digits, and what is longer than 200 bytes is cut.
func logWord(_ origin: String) -> String {
  var word = ""
  for byte in origin.utf8.prefix(200) {
    if (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "%") {
      word.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      word += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }
  }
  return origin.utf8.count > 200 ? word + "..." : word
}
