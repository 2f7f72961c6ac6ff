import Foundation
import Ledger
import LedgerWitness
import Testing

struct WitnessStoreTests {
  private let folder =
    FileManager.default.temporaryDirectory.path + "/witness-\(UUID().uuidString)"

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `A folder that was never begun is not opened`() throws {
    #expect(throws: WitnessStoreError.missing(path: folder)) { try WitnessStore(folder: folder) }
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test func `An empty folder, as of a disk that is not mounted, is not opened`() throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(throws: WitnessStoreError.missing(path: folder)) { try WitnessStore(folder: folder) }
  }

  @Test func `A new memory is not begun over another one`() throws {
    defer { remove() }
    _ = try WitnessStore(creating: folder)
    #expect(throws: WitnessStoreError.exists(path: folder)) { try WitnessStore(creating: folder) }
  }

  @Test func `A new memory knows no log`() throws {
    defer { remove() }
    _ = try WitnessStore(creating: folder)
    let key = try NoteSigner.generate(name: "witness.example/west", kind: .cosignature)
    let found = try WitnessStore(folder: folder).checkpoint(
      of: "example.org/ledger", cosignedBy: key.verifier)
    #expect(found == nil)
  }

  @Test func `A memory in a folder that has gone away is not begun anew`() async throws {
    try await Station.run { station in
      try await station.cosign(5)
      station.remove()
      guard case .refused(_, 500, _) = await station.problem(5, of: station.fork) else {
        Issue.record("not refused")
        return
      }
      #expect(!FileManager.default.fileExists(atPath: station.folder))
    }
  }

  @Test func `A key that did not sign the memory cannot go on with it`() async throws {
    try await Station.run { station in
      try await station.cosign(5)
      let store = try WitnessStore(folder: station.folder)
      let other = try NoteSigner.generate(name: station.key.verifier.name, kind: .cosignature)
      let error = #expect(throws: WitnessStoreError.self) {
        try store.checkpoint(of: station.origin, cosignedBy: other.verifier)
      }
      #expect(
        "\(try #require(error))".hasPrefix("\(station.memory): the memory of this log cannot"))
    }
  }

  @Test func `A checkpoint that cannot be stored is not cosigned`() async throws {
    try await Station.run { station in
      try await station.cosign(5)
      // The new file has this name before it takes the place of the old one.
      try FileManager.default.createDirectory(
        atPath: "\(station.memory).new", withIntermediateDirectories: false)
      guard case .refused(_, 500, _) = await station.problem(8, lastKnown: 5) else {
        Issue.record("not refused")
        return
      }
      #expect(try station.head() == station.head(of: station.log, 5))
      #expect(
        station.lines.plain.suffix(2) == [
          "\(station.memory).new: is a directory; nothing is signed until this is mended; see to "
            + "the disk and to the rights of the folder",
          "\(station.origin) 8 500",
        ])
    }
  }

  @Test func `Bad proofs of strangers fill no disk, and do not crowd out a fork`() async throws {
    try await Station.run { station in
      for number in 0..<1_000 {
        let path = "\(station.folder)/forks/inconsistent-\(number).request"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
      }
      try await station.cosign(5)
      _ = await station.problem(9, of: station.fork, lastKnown: 5)
      #expect(try station.forks.count == 1_000)
      let said = station.lines.plain.first { $0.hasPrefix("INCONSISTENT") } ?? ""
      #expect(said.contains("it could not be kept: "))
      _ = await station.problem(5, of: station.fork, lastKnown: 5)
      #expect(try station.forks.count == 1_003)
    }
  }
}
