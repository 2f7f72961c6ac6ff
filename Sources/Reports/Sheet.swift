/// Some lines that belong together, wrapped as one.
struct Paragraph: Sendable {
  var text: String
  var emphasis: Emphasis
  /// Columns left free before the first line.
  var indent: Int
  /// Columns left free, besides, before every later line.
  var hanging: Int

  init(_ text: String, _ emphasis: Emphasis = .plain, indent: Int = 0, hanging: Int = 0) {
    self.text = text
    self.emphasis = emphasis
    self.indent = indent
    self.hanging = hanging
  }

  func lines(width: Int) -> [(text: String, emphasis: Emphasis)] {
    let lines = wrapping(width: width).lines(of: text)
    return lines.enumerated().map { (margin(isFirst: $0 == 0) + $1, emphasis) }
  }

  func wrapping(width: Int) -> Wrapping {
    Wrapping(width: max(width - indent, 8), later: max(width - indent - hanging, 8))
  }

  func margin(isFirst: Bool) -> String {
    String(repeating: " ", count: isFirst ? indent : indent + hanging)
  }
}

/// A page while it is being written, line by line. No line is wider than the layout.
struct Sheet {
  let layout: Layout
  private var lines: [String] = []
  /// Whether lines were taken from the page already; the last of them is not empty.
  private var isBegun = false

  init(_ layout: Layout) {
    self.layout = layout
  }

  /// The page, each line ended.
  var text: String {
    var text = ""
    let last = lines.lastIndex { !$0.isEmpty } ?? -1
    for line in lines.prefix(last + 1) {
      text += line
      text += "\n"
    }
    return text
  }

  /// The lines that were added since this was asked last, each ended. An empty one at the end waits for what follows it.
  mutating func taken() -> String {
    let text = text
    if text.isEmpty { return text }
    isBegun = true
    lines = lines.last?.isEmpty == true ? [""] : []
    return text
  }

  mutating func add(_ paragraph: Paragraph) {
    for (text, emphasis) in paragraph.lines(width: layout.width) { put([(text, emphasis, 0)]) }
  }

  mutating func add(
    _ text: String, _ emphasis: Emphasis = .plain, indent: Int = 0, hanging: Int = 0
  ) {
    add(Paragraph(text, emphasis, indent: indent, hanging: hanging))
  }

  /// A paragraph that comes piece by piece; no word goes on from one piece into the next.
  struct Flow {
    fileprivate var paragraph: Paragraph
    fileprivate var wrapping: Wrapping
    fileprivate var isFirst = true
  }

  func flow(_ emphasis: Emphasis = .plain, indent: Int = 0, hanging: Int = 0) -> Flow {
    let paragraph = Paragraph("", emphasis, indent: indent, hanging: hanging)
    return Flow(paragraph: paragraph, wrapping: paragraph.wrapping(width: layout.width))
  }

  mutating func add(_ text: String, to flow: inout Flow) { put(flow.wrapping.add(text), &flow) }
  mutating func end(_ flow: inout Flow) { put(flow.wrapping.end(), &flow) }

  private mutating func put(_ lines: [String], _ flow: inout Flow) {
    for line in lines {
      put([(flow.paragraph.margin(isFirst: flow.isFirst) + line, flow.paragraph.emphasis, 0)])
      flow.isFirst = false
    }
  }

  /// An empty line; never a second one.
  mutating func blank() {
    if lines.last.map({ !$0.isEmpty }) ?? isBegun { lines.append("") }
  }

  mutating func rule() { lines.append(String(repeating: "─", count: layout.width)) }

  /// Cells side by side, each wrapped in its own column; the widths and gaps are those of the caller.
  mutating func row(_ cells: [[Paragraph]], widths: [Int], gap: Int = 2, indent: Int = 0) {
    let columns = zip(cells, widths).map { cell, width in
      cell.flatMap { $0.lines(width: width) }
    }
    for line in 0..<(columns.map(\.count).max() ?? 0) {
      var parts: [(String, Emphasis, Int)] = []
      var start = indent
      for (column, width) in zip(columns, widths) {
        if line < column.count { parts.append((column[line].text, column[line].emphasis, start)) }
        start += width + gap
      }
      put(parts)
    }
  }

  /// Puts pieces of text on one line, each at its column.
  private mutating func put(_ parts: [(text: String, emphasis: Emphasis, start: Int)]) {
    var line = ""
    var filled = 0
    for (text, emphasis, start) in parts {
      let text = printed(text)
      let words = text.utf8.drop { $0 == 0x20 }
      let margin = text.utf8.count - words.count
      line += String(repeating: " ", count: max(start - filled, 0) + margin)
      line += layout.style.applying(emphasis, to: String(Substring(words)))
      filled = max(start, filled) + displayWidth(text)
    }
    lines.append(line)
  }

  /// Held spaces were for the wrapping; on the page they are spaces.
  private func printed(_ text: String) -> String {
    var printed: [UInt8] = []
    printed.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == HeldSpace.second, printed.last == HeldSpace.first {
        printed[printed.count - 1] = 0x20
      } else {
        printed.append(byte)
      }
    }
    while printed.last == 0x20 { printed.removeLast() }
    return String(decoding: printed, as: UTF8.self)
  }
}
