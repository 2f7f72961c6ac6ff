import HeedTesting
import Synchronization
import Testing

@testable import InOrder

/// Several threads work, and nobody who reads the answers can tell.
@Suite struct InOrderTests {
  private struct Stopped: Error {}

  @Test func `What was made of parts is given in their order, however long each took`() throws {
    try forAll(count: 60, seed: 7100) { random in
      let threads = 1 + random.below(4)
      let most = random.below(6)
      let parts = (0..<random.below(60)).map { _ in random.below(2_000) }
      var given: [Int] = []
      try inOrder(threads: threads, most: most) { add in
        for part in parts { try add(part) }
      } work: { _, part in
        (0..<part).reduce(part) { $0 ^ $1 }
      } give: { made in
        given.append(made)
      }
      try #require(given == parts.map { part in (0..<part).reduce(part) { $0 ^ $1 } })
    }
  }

  @Test func `No two parts are in work on one thread at once, nor more than were allowed`() throws {
    let inWork = Mutex([0, 0, 0])
    let added = Mutex(0)
    var given = 0
    try inOrder(threads: 3, most: 5) { add in
      for part in 0..<200 {
        try add(part)
        added.withLock { $0 += 1 }
      }
    } work: { thread, _ in
      let others = inWork.withLock { inWork -> Int in
        inWork[thread] += 1
        return inWork[thread]
      }
      let isAlone = others == 1
      inWork.withLock { $0[thread] -= 1 }
      return isAlone
    } give: { isAlone in
      given += 1
      #expect(isAlone)
      #expect(added.withLock { $0 } - given < 5)
    }
    #expect(given == 200)
  }

  @Test func `Work that waits for a part keeps no other work waiting`() throws {
    var given = 0
    try inOrder(threads: 8, most: 16) { add in
      for part in 0..<20 {
        // While eight threads of this one wait, as many of another are needed.
        var inner = 0
        try inOrder(threads: 8, most: 16) { add in
          for part in 0..<20 { try add(part) }
        } work: { _, part in
          part
        } give: { part in
          inner += part
        }
        try add(part + inner)
      }
    } work: { _, part in
      part
    } give: { part in
      given += part
    }
    #expect(given == 190 + 20 * 190)
  }

  @Test(arguments: [1, 3])
  func `Whoever adds or takes may stop it, and everything ends`(_ threads: Int) throws {
    #expect(throws: Stopped.self) {
      try inOrder(threads: threads, most: 4) { add in
        for part in 0..<10 { try add(part) }
        throw Stopped()
      } work: { _, part in
        part
      } give: { _ in
      }
    }
    var given = 0
    #expect(throws: Stopped.self) {
      try inOrder(threads: threads, most: 4) { add in
        for part in 0..<100 { try add(part) }
      } work: { _, part in
        part
      } give: { _ in
        given += 1
        if given == 7 { throw Stopped() }
      }
    }
    #expect(given == 7)
  }
}
