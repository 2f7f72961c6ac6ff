import Glibc
import LastingFiles

/// Where the words go.
enum Terminal {
  static func out(_ text: String) { write(text, to: STDOUT_FILENO) }
  static func error(_ text: String) { write(text, to: STDERR_FILENO) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns to fill: those of the terminal, within what people can read.
  static var width: Int {
    var size = winsize()
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return min(max(Int(size.ws_col), 60), 140)
    }
    return 100
  }

  /// A text that comes piece by piece, on the way out. Like `out`, it gives up where nobody takes the words.
  final class Stream {
    private static let pieceSize = 64 << 10

    private var waiting: [UInt8] = []
    private var last: UInt8 = 0
    private var isBroken = false

    func put(_ piece: String) {
      guard let end = piece.utf8.last else { return }
      last = end
      waiting += piece.utf8
      if waiting.count >= Self.pieceSize { writeWaiting() }
    }

    /// - Parameter piece: as UTF-8.
    func put(_ piece: Span<UInt8>) {
      if piece.isEmpty { return }
      last = piece[piece.count - 1]
      writeWaiting()
      piece.withUnsafeBytes(write)
    }

    func end() {
      if last != Terminal.lineEnd { put("\n") }
      writeWaiting()
    }

    private func writeWaiting() {
      waiting.withUnsafeBytes(write)
      waiting.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) {
      if !isBroken { isBroken = !writeAll(bytes, to: STDOUT_FILENO) }
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    if !endsLine(text) { text += "\n" }
    text.withUTF8 { _ = writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// To Swift, CR LF is one letter, which is not LF.
  private static func endsLine(_ text: String) -> Bool { text.utf8.last == lineEnd }
  private static let lineEnd = UInt8(ascii: "\n")

  /// A line that is written over, for work that lasts; on a terminal only.
  static func progress(_ text: String) {
    guard isErrorTerminal else { return }
    let line = "\r\u{1B}[K" + text
    var copy = line
    copy.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
