internal import Reports

extension KnewPicture {
  /// The picture as SVG: hatching and shapes, in the colour of the text, so that it reads in black and white and in the dark.
  ///
  /// - Parameter id: a name that no other picture of the page has.
  /// - Source: Scalable Vector Graphics 2; WAI-ARIA Graphics Module, for `role="img"`.
  func svg(id: String) -> Markup {
    var out =
      "<svg class=\"lanes\" role=\"img\" aria-labelledby=\"\(id)-title\" aria-describedby=\"\(id)-says\" viewBox=\"0 0 \(number(width)) \(number(height))\" width=\"\(number(width))\" height=\"\(number(height))\" font-size=\"14\" fill=\"currentColor\" stroke=\"none\">"
    out += "<title id=\"\(id)-title\">\(escaped(title))</title>"
    out += "<desc id=\"\(id)-says\">\(escaped(description))</desc>"
    out +=
      "<defs><pattern id=\"\(id)-sure\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M1.5 0V5\" stroke=\"currentColor\" stroke-width=\"3\"/></pattern><pattern id=\"\(id)-perhaps\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><circle cx=\"3\" cy=\"3\" r=\"1.3\"/></pattern></defs>"
    for tick in ticks {
      out +=
        "<path d=\"M\(number(tick.x)) 2V\(number(height))\" stroke=\"currentColor\" stroke-opacity=\".3\"/>"
      if let label = tick.label { out += text(label) }
    }
    if hasWithoutDay {
      out +=
        "<path d=\"M\(number(KnewPicture.right + 14)) 2V\(number(height))\" stroke=\"currentColor\" stroke-dasharray=\"2 4\"/>"
      out += "<text x=\"\(number(KnewPicture.right + 20))\" y=\"14\">no day stated</text>"
    }
    out += lanes.map { lane($0, id) }.joined()
    if let gap { out += self.gap(gap) }
    return Markup(trusted: out + "</svg>")
  }

  private func lane(_ lane: Lane, _ id: String) -> String {
    var out = lane.titles.map { text($0, weight: "700") }.joined()
    out += bar(KnewPicture.left, KnewPicture.right, lane.y, fill: "none")
    if let from = lane.from {
      if let perhaps = lane.perhapsFrom {
        out += bar(perhaps, from, lane.y, fill: "url(#\(id)-perhaps)")
      }
      out += bar(from, KnewPicture.right, lane.y, fill: "url(#\(id)-sure)")
    }
    return out + lane.marks.map(mark).joined()
  }

  private func bar(_ start: Double, _ end: Double, _ y: Double, fill: String) -> String {
    "<rect x=\"\(number(start))\" y=\"\(number(y))\" width=\"\(number(max(end - start, 2)))\" height=\"\(number(KnewPicture.barHeight))\" fill=\"\(fill)\" stroke=\"currentColor\"/>"
  }

  /// The shape of a kind, with the days on which it may have been, and its label.
  private func mark(_ mark: Mark) -> String {
    let x = number(mark.x)
    let y = mark.label.y - 5
    var out = ""
    if let from = mark.from {
      out +=
        "<path d=\"M\(number(from)) \(number(y - 4))v8m0 -4H\(x)\" stroke=\"currentColor\" fill=\"none\"/>"
    }
    let up = number(y - 5)
    let down = number(y + 5)
    let start = number(mark.x - 6)
    let end = number(mark.x + 6)
    let (path, fill) =
      switch mark.kind {
      case .warned: ("M\(start) \(up)H\(end)L\(x) \(down)Z", "none")
      case .raised: ("M\(start) \(down)H\(end)L\(x) \(up)Z", "none")
      case .told: ("M\(start) \(number(y))a6 6 0 1 0 12 0a6 6 0 1 0 -12 0", "none")
      case .closed:
        (
          "M\(start) \(up)H\(end)V\(down)H\(start)ZL\(end) \(down)M\(end) \(up)L\(start) \(down)",
          "none"
        )
      case .acted:
        (
          "M\(x) \(number(y - 7))L\(end) \(number(y))L\(x) \(number(y + 7))L\(start) \(number(y))Z",
          "currentColor"
        )
      }
    out += "<path d=\"\(path)\" stroke=\"currentColor\" stroke-width=\"1.5\" fill=\"\(fill)\"/>"
    return out + text(mark.label)
  }

  private func gap(_ gap: Gap) -> String {
    let (from, to, y) = (number(gap.from), number(gap.to), number(gap.y))
    return
      "<path d=\"M\(from) \(number(gap.y - 4))v8m0 -4H\(to)m0 -4v8M\(from) \(y)\" stroke=\"currentColor\" stroke-width=\"1.5\" fill=\"none\"/>"
      + text(gap.label, weight: "700")
  }

  private func text(_ label: Label, weight: String? = nil) -> String {
    let bold = weight.map { " font-weight=\"\($0)\"" } ?? ""
    return
      "<text x=\"\(number(label.x))\" y=\"\(number(label.y))\"\(bold)>\(escaped(label.text))</text>"
  }

  /// To a tenth, which no eye tells from more.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
