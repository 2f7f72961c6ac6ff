internal import CBitPlanes

/// A straight-line program over planes, as the kernels read it: `CBitPlanes.h` says how an instruction is written.
struct Instructions: Sendable {
  private(set) var code: [UInt32] = []
  /// How many instructions there are.
  private(set) var count = 0
  /// How many planes of one tile the program needs for what is in between.
  private(set) var slots = 0
  let inputPlanes: Int
  let outputPlanes: Int

  /// Where a plane is.
  enum Area: UInt32 {
    case input = 0
    case scratch = 1
    case output = 2
  }

  static func place(_ area: Area, _ number: Int) -> UInt32 {
    area.rawValue << UInt32(HEED_AREA_SHIFT) | UInt32(number)
  }

  /// Orders the gates, gives each a place and writes them down.
  ///
  /// A gate is worked out when the first gate that needs it is, and its slot is free again after the last one has used it, so that
  /// the slots stay few and in the cache.
  init(_ gates: Gates, roots: [Int], inputPlanes: Int) {
    precondition(
      inputPlanes <= Int(HEED_NUMBER_MASK) && gates.gates.count <= Int(HEED_NUMBER_MASK),
      "a program has at most \(HEED_NUMBER_MASK) planes")
    self.inputPlanes = inputPlanes
    outputPlanes = roots.count
    let order = Instructions.order(gates, roots: roots)
    var lastUse = [Int](repeating: -1, count: gates.gates.count)
    for (time, gate) in order.enumerated() {
      for operand in gates.gates[gate].operands { lastUse[operand] = time }
    }
    var places = [UInt32?](repeating: nil, count: gates.gates.count)
    // A root is written straight to where it is asked for; asked for again, it is copied.
    var home: [Int: Int] = [:]
    for (output, root) in roots.enumerated() where home[root] == nil { home[root] = output }
    var free: [Int] = []
    var isFetched = [Bool](repeating: false, count: inputPlanes)

    for (time, gate) in order.enumerated() {
      let operands = gates.gates[gate].operands
      if case .input(let plane) = gates.gates[gate] {
        places[gate] = Instructions.place(.input, plane)
        continue
      }
      let sources = operands.map { operand -> UInt32 in
        guard case .input(let plane) = gates.gates[operand] else { return places[operand]! }
        let isFirst = !isFetched[plane]
        isFetched[plane] = true
        return Instructions.place(.input, plane) | (isFirst ? HEED_FIRST_USE : 0)
      }
      // An instruction reads before it writes, so its answer may stand where an operand stood.
      for operand in withoutRepeats(operands.filter { lastUse[$0] == time }.sorted()) {
        if let place = places[operand], place >> UInt32(HEED_AREA_SHIFT) == Area.scratch.rawValue {
          free.append(Int(place & UInt32(HEED_NUMBER_MASK)))
        }
      }
      if let output = home[gate] {
        places[gate] = Instructions.place(.output, output)
      } else if let slot = free.popLast() {
        places[gate] = Instructions.place(.scratch, slot)
      } else {
        places[gate] = Instructions.place(.scratch, slots)
        slots += 1
      }
      write(gates.gates[gate], to: places[gate]!, of: sources)
    }
    for (output, root) in roots.enumerated() {
      let isPlane = if case .input = gates.gates[root] { true } else { false }
      guard isPlane || home[root] != output else { continue }
      write(.threshold(1, [root]), to: Instructions.place(.output, output), of: [places[root]!])
    }
    check()
  }

  /// The gates that the roots need, each after its operands.
  private static func order(_ gates: Gates, roots: [Int]) -> [Int] {
    var order: [Int] = []
    var isPlaced = [Bool](repeating: false, count: gates.gates.count)
    func visit(_ gate: Int) {
      if isPlaced[gate] { return }
      isPlaced[gate] = true
      for operand in gates.gates[gate].operands { visit(operand) }
      order.append(gate)
    }
    for root in roots { visit(root) }
    return order
  }

  private mutating func write(_ gate: Gate, to place: UInt32, of operands: [UInt32]) {
    let operation: Int32
    switch gate {
    case .input: preconditionFailure("an input is read where it is")
    case .odd: operation = HEED_ODD
    case .butNot: operation = HEED_BUT_NOT
    case .threshold(let needed, let of):
      let isDual = needed > of.count - needed + 1 || needed == 0
      operation =
        isDual ? HEED_ALL + Int32(of.count - needed) : HEED_ANY + Int32(needed - 1)
    }
    code += [UInt32(operation), UInt32(operands.count), place] + operands
    count += 1
  }
}
