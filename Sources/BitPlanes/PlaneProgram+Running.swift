internal import CBitPlanes
internal import Dispatch

extension PlaneProgram {
  /// The answers for every row of a table.
  ///
  /// - Parameters:
  ///   - planes: a table with `inputPlanes` planes.
  ///   - kernel: what runs the program; the answers are the same.
  ///   - threads: how many threads share the rows.
  public func answers(to planes: Planes, kernel: Kernel = .c, threads: Int = 1) -> Answers {
    var answers = Answers(for: self, rows: planes.rowCount)
    answer(planes, into: &answers, kernel: kernel, threads: threads)
    return answers
  }

  /// The same, into answers that are there already, whose memory is used again.
  public func answer(
    _ planes: Planes, into answers: inout Answers, kernel: Kernel = .c, threads: Int = 1
  ) {
    precondition(
      planes.planeCount == inputPlanes,
      "the program reads \(inputPlanes) planes, and there are \(planes.planeCount)")
    answers.prepare(for: self, rows: planes.rowCount)
    nonisolated(unsafe) let input = UnsafePointer(planes.memory.words)
    nonisolated(unsafe) let output = answers.planes.memory.words
    let width = planes.wordsPerTileOfAll
    share(planes.tileCount, threads) { tiles, scratch in
      kernel.run(
        instructions, input + tiles.lowerBound * width, scratch,
        output + tiles.lowerBound * outputPlanes * Planes.wordsPerTile, tiles: tiles.count)
    }
    withExtendedLifetime(planes) {}
    answers.planes.clearTail()
  }

  /// The answers for rows whose planes stand in a list, each where it is.
  ///
  /// - Parameters:
  ///   - planes: the list.
  ///   - inputs: for each plane that the program reads, the place in the list of the one that it is to read.
  /// - Returns: after the empty plane those of the answers, in order.
  public func answers(
    to planes: borrowing PlaneList, inputs: [Int], kernel: Kernel = .c
  ) -> PlaneList {
    precondition(
      inputs.count == inputPlanes,
      "the program reads \(inputPlanes) planes, and there are \(inputs.count)")
    var answers = PlaneList(words: planes.wordCount, inTiles: true)
    let scratch = PlaneMemory(
      capacity: instructions.slots * Planes.wordsPerTile, isCleared: false)
    var starts: [UnsafePointer<UInt64>?] = []
    starts.reserveCapacity(inputs.count)
    for plane in inputs { starts.append(planes.start(of: plane)) }
    let outputs: [UnsafeMutablePointer<UInt64>?] = (0..<outputPlanes).map { _ in
      answers.appendUnset().words
    }
    kernel.run(
      instructions, apart: starts, scratch.words, outputs,
      words: planes.wordCount)
    withExtendedLifetime(planes) {}
    withExtendedLifetime((scratch, answers)) {}
    return answers
  }

  /// The answers for rows that are given as lists. Each tile is set from its lists and asked at once, so that the table as a whole
  /// never stands in memory.
  public func answers(to rows: SparseRows, kernel: Kernel = .c, threads: Int = 1) -> Answers {
    var answers = Answers(for: self, rows: rows.rowCount)
    answer(rows, into: &answers, kernel: kernel, threads: threads)
    return answers
  }

  /// The same, into answers that are there already, whose memory is used again.
  public func answer(
    _ rows: SparseRows, into answers: inout Answers, kernel: Kernel = .c, threads: Int = 1
  ) {
    precondition(
      rows.planeCount == inputPlanes,
      "the program reads \(inputPlanes) planes, and there are \(rows.planeCount)")
    answers.prepare(for: self, rows: rows.rowCount)
    nonisolated(unsafe) let output = answers.planes.memory.words
    let tileWords = inputPlanes * Planes.wordsPerTile
    rows.codes.withUnsafeBufferPointer { codes in
      rows.counts.withUnsafeBufferPointer { counts in
        nonisolated(unsafe) let codes = codes
        nonisolated(unsafe) let counts = counts
        share(rows.tileStarts.count, threads, extraWords: tileWords + inputPlanes * 8) {
          tiles, scratch in
          let tile = scratch + instructions.slots * Planes.wordsPerTile
          let gathered = tile + tileWords
          for index in tiles {
            let first = index * Planes.rowsPerTile
            // There may be no codes at all, and then none is read.
            let start = codes.baseAddress.map { $0 + rows.tileStarts[index] }
            _ = heed_scatter(
              start, counts.baseAddress! + first, min(Planes.rowsPerTile, counts.count - first),
              inputPlanes, gathered, tile)
            kernel.run(
              instructions, tile, scratch, output + index * outputPlanes * Planes.wordsPerTile,
              tiles: 1)
          }
        }
      }
    }
    answers.planes.clearTail()
  }

  /// Splits tiles among threads, each with scratch of its own.
  private func share(
    _ tiles: Int, _ threads: Int, extraWords: Int = 0,
    _ work: (Range<Int>, UnsafeMutablePointer<UInt64>) -> Void
  ) {
    precondition(threads > 0, "nobody would do the work of \(threads) threads")
    let parts = min(threads, tiles)
    if parts == 0 { return }
    nonisolated(unsafe) let work = work
    @Sendable func part(_ index: Int) {
      let scratch = PlaneMemory(
        capacity: instructions.slots * Planes.wordsPerTile + extraWords, isCleared: false)
      work((tiles * index / parts)..<(tiles * (index + 1) / parts), scratch.words)
      withExtendedLifetime(scratch) {}
    }
    if parts == 1 { return part(0) }
    DispatchQueue.concurrentPerform(iterations: parts) { part($0) }
  }
}
