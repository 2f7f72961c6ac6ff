internal import CBitPlanes

extension Instructions {
  /// Stops the process if an instruction could read or write outside its areas, or read what was never written: the kernels
  /// themselves check nothing.
  ///
  /// An instruction that says what the compiler above did not mean is our own mistake, so it traps.
  func check() {
    var isWritten = [
      [Bool](repeating: false, count: slots), [Bool](repeating: false, count: outputPlanes),
    ]
    func number(_ place: UInt32) -> Int { Int(place & UInt32(HEED_NUMBER_MASK)) }
    func area(_ place: UInt32) -> Area {
      guard let area = Area(rawValue: place >> UInt32(HEED_AREA_SHIFT)) else {
        preconditionFailure("no such area: \(place)")
      }
      return area
    }
    var next = 0
    while next < code.count {
      precondition(next + 3 <= code.count, "an instruction is cut short")
      let operation = Int32(code[next])
      let operands = Int(code[next + 1])
      precondition(next + 3 + operands <= code.count, "operands are cut short")
      precondition(
        operation < HEED_ALL + HEED_MOST_LEVELS || operation == HEED_ODD
          || operation == HEED_BUT_NOT && operands > 0,
        "no such operation: \(operation)")
      for place in code[(next + 3)..<(next + 3 + operands)] {
        switch area(place) {
        case .input: precondition(number(place) < inputPlanes, "no such input")
        case .scratch:
          precondition(number(place) < slots && isWritten[0][number(place)], "read before written")
        case .output:
          precondition(
            number(place) < outputPlanes && isWritten[1][number(place)], "read before written")
        }
      }
      let answer = code[next + 2]
      switch area(answer) {
      case .input: preconditionFailure("inputs are not written")
      case .scratch:
        precondition(number(answer) < slots, "no such slot")
        isWritten[0][number(answer)] = true
      case .output:
        precondition(
          number(answer) < outputPlanes && !isWritten[1][number(answer)], "no such output")
        isWritten[1][number(answer)] = true
      }
      next += 3 + operands
    }
    precondition(!isWritten[1].contains(false), "an answer is never written")
  }
}
