internal import CBitPlanes

/// What runs a program. All give the same answers.
public enum Kernel: String, Sendable, CaseIterable, Hashable {
  /// Compiled C, with the widest registers that the processor has.
  case c
  /// The same with registers of 256 bits at most, as most processors have them.
  case c256
  /// The same with registers of 128 bits, as all have them.
  case c128
  /// Plain Swift, word by word: what the others are compared with, and understood by.
  case swift

  /// How many bits it takes at a time on this processor.
  public var width: Int {
    switch self {
    case .c: Int(heed_widest())
    case .c256: min(256, Int(heed_widest()))
    case .c128: 128
    case .swift: 64
    }
  }

  /// Runs a program on tiles that stand one after another.
  func run(
    _ instructions: Instructions, _ input: UnsafePointer<UInt64>,
    _ scratch: UnsafeMutablePointer<UInt64>, _ output: UnsafeMutablePointer<UInt64>, tiles: Int
  ) {
    if self != .swift {
      return instructions.withProgram { heed_run(&$0, input, scratch, output, tiles, Int32(width)) }
    }
    for tile in 0..<tiles {
      let start = input + tile * instructions.inputPlanes * Planes.wordsPerTile
      let answers = output + tile * instructions.outputPlanes * Planes.wordsPerTile
      runTile(
        instructions, scratch, { start + $0 * Planes.wordsPerTile },
        { answers + $0 * Planes.wordsPerTile })
    }
  }

  /// Runs a program on planes of which each stands in one piece, somewhere, and so do the answers.
  ///
  /// - Parameter words: how many there are of a plane, in whole lines.
  func run(
    _ instructions: Instructions, apart inputs: [UnsafePointer<UInt64>?],
    _ scratch: UnsafeMutablePointer<UInt64>, _ outputs: [UnsafeMutablePointer<UInt64>?],
    words: Int
  ) {
    if self != .swift {
      return instructions.withProgram {
        heed_run_apart(
          &$0, inputs, scratch, outputs, words / PlaneList.wordsPerLine, Int32(width))
      }
    }
    for tile in 0..<Planes.tiles(words * 64) {
      runTile(
        instructions, scratch, { inputs[$0]! + tile * Planes.wordsPerTile },
        { outputs[$0]! + tile * Planes.wordsPerTile })
    }
  }
}

extension Instructions {
  fileprivate func withProgram(_ body: (inout heed_program) -> Void) {
    code.withUnsafeBufferPointer { code in
      var program = heed_program(
        code: code.baseAddress, code_length: code.count, input_planes: inputPlanes,
        output_planes: outputPlanes)
      body(&program)
    }
  }
}

/// - Parameters:
///   - input: where a plane of input begins in this tile.
///   - output: the same of one of the answers.
private func runTile(
  _ instructions: Instructions, _ scratch: UnsafeMutablePointer<UInt64>,
  _ input: (Int) -> UnsafePointer<UInt64>, _ output: (Int) -> UnsafeMutablePointer<UInt64>
) {
  func start(_ place: UInt32) -> UnsafePointer<UInt64> {
    let plane = Int(place & UInt32(HEED_NUMBER_MASK))
    switch place >> UInt32(HEED_AREA_SHIFT) {
    case HEED_INPUT: return input(plane)
    case HEED_SCRATCH: return UnsafePointer(scratch) + plane * Planes.wordsPerTile
    default: return UnsafePointer(output(plane))
    }
  }
  var next = 0
  let code = instructions.code
  while next < code.count {
    let operation = Int32(code[next])
    let operands = code[(next + 3)..<(next + 3 + Int(code[next + 1]))].map {
      start($0 & ~HEED_FIRST_USE)
    }
    let answer = UnsafeMutablePointer(mutating: start(code[next + 2]))
    for word in 0..<Planes.wordsPerTile {
      answer[word] = Kernel.answer(operation, operands.map { $0[word] })
    }
    next += 3 + operands.count
  }
}

extension Kernel {
  /// One instruction on 64 rows.
  static func answer(_ operation: Int32, _ words: [UInt64]) -> UInt64 {
    switch operation {
    case HEED_ODD: return words.reduce(0, ^)
    case HEED_BUT_NOT: return words.dropFirst().reduce(words[0]) { $0 & ~$1 }
    case HEED_ANY..<(HEED_ANY + HEED_MOST_LEVELS):
      return atLeast(Int(operation - HEED_ANY) + 1, words)
    default: return atLeast(words.count - Int(operation - HEED_ALL), words)
    }
  }

  /// In each bit, whether at least `count` of the words have it.
  private static func atLeast(_ count: Int, _ words: [UInt64]) -> UInt64 {
    if count <= 0 { return ~0 }
    if count == 1 { return words.reduce(0, |) }
    if count == words.count { return words.reduce(~0, &) }
    var reached = [UInt64](repeating: 0, count: count + 1)
    reached[0] = ~0
    for word in words {
      for level in stride(from: count, through: 1, by: -1) {
        reached[level] |= reached[level - 1] & word
      }
    }
    return reached[count]
  }
}
