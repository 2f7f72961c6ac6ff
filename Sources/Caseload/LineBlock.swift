internal import Glibc

/// Some lines of a file, one after another.
struct LineBlock: Sendable {
  struct Line: Sendable {
    var range: Range<Int>
    var number: Int
  }

  var bytes: [UInt8]
  /// Where the bytes begin in the text.
  var offset: Int
  /// The lines that hold something, without their ends.
  var lines: [Line]
  /// How many records stand before the first of the lines.
  var firstRecord: Int
}

/// Cuts the text of a file into blocks of whole lines.
///
/// Lines end at a line feed, of which a carriage return before it is part. A line that holds nothing but blanks is no record.
struct LineCutter {
  /// What stands next in the file.
  enum Piece {
    case block(LineBlock)
    case problem(CaseloadProblem, CasePlace)
  }

  private let stream: ByteStream
  private let longest: Int
  private let blockSize: Int
  /// The bytes of a line of which the end has not been read.
  private var rest: [UInt8] = []
  private var offset: Int
  private var line: Int
  private var record: Int
  private let firstWanted: Int
  private var isAtEnd = false

  init(
    _ stream: ByteStream, from place: CasePlace, firstWanted: Int, longest: Int, blockSize: Int
  ) {
    self.stream = stream
    self.longest = longest
    self.blockSize = blockSize
    self.firstWanted = firstWanted
    offset = place.offset
    line = place.line
    record = place.number
  }

  private var here: CasePlace {
    CasePlace(file: stream.file, line: line, offset: offset, number: record)
  }

  /// The next piece; nil at the end.
  mutating func next() throws(CaseloadError) -> Piece? {
    while !isAtEnd {
      var bytes = rest
      rest = []
      let got = try fill(&bytes, upTo: max(blockSize, bytes.count * 2))
      if got == 0 {
        isAtEnd = true
        return last(bytes)
      }
      guard let end = bytes.lastIndex(of: 0x0A) else {
        if bytes.count > longest { return try tooLong(bytes.count) }
        rest = bytes
        continue
      }
      rest = Array(bytes[(end + 1)...])
      bytes.removeLast(bytes.count - end - 1)
      let block = cut(bytes)
      if !block.lines.isEmpty { return .block(block) }
    }
    return nil
  }

  /// What stands after the last line end.
  private mutating func last(_ bytes: [UInt8]) -> Piece? {
    if let damage = stream.damage { return .problem(damage, here) }
    if bytes.isEmpty { return nil }
    let block = cut(bytes)
    return block.lines.isEmpty ? nil : .block(block)
  }

  /// Appends bytes until there are so many, or the text ends; returns how many came.
  private func fill(_ bytes: inout [UInt8], upTo size: Int) throws(CaseloadError) -> Int {
    let before = bytes.count
    var failure: CaseloadError?
    let stream = stream
    let kept = bytes
    bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      _ = buffer.update(fromContentsOf: kept)
      count = kept.count
      do throws(CaseloadError) {
        while count < size {
          let got = try stream.read(into: UnsafeMutableBufferPointer(rebasing: buffer[count...]))
          if got == 0 { break }
          count += got
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes.count - before
  }

  /// Reads past the rest of a line that is too long.
  private mutating func tooLong(_ count: Int) throws(CaseloadError) -> Piece {
    let place = here
    var length = count
    while true {
      var bytes: [UInt8] = []
      if try fill(&bytes, upTo: blockSize) == 0 {
        offset += length
        break
      }
      if let end = bytes.firstIndex(of: 0x0A) {
        rest = Array(bytes[(end + 1)...])
        offset += length + end + 1
        break
      }
      length += bytes.count
    }
    line += 1
    record += 1
    return .problem(.lineTooLong(limit: longest), place)
  }

  private mutating func cut(_ bytes: [UInt8]) -> LineBlock {
    var lines: [LineBlock.Line] = []
    let begin = offset
    let first = max(record, firstWanted)
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      while start < buffer.count {
        let found = memchr(buffer.baseAddress! + start, 0x0A, buffer.count - start)
        let next: Int
        var end: Int
        if let found {
          end = UnsafeRawPointer(found) - UnsafeRawPointer(buffer.baseAddress!)
          next = end + 1
        } else {
          end = buffer.count
          next = end
        }
        if end > start, buffer[end - 1] == 0x0D { end -= 1 }
        if !isBlank(buffer, start, end) {
          if record >= firstWanted { lines.append(.init(range: start..<end, number: line)) }
          record += 1
        }
        line += 1
        start = next
      }
    }
    offset += bytes.count
    return LineBlock(bytes: bytes, offset: begin, lines: lines, firstRecord: first)
  }

  private func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end {
      let byte = bytes[index]
      if byte != 0x20, byte != 0x09, byte != 0x0D { return false }
      index += 1
    }
    return true
  }
}
