extension BarChart {
  /// The picture with the table of the same numbers beside it, and what must be said with both.
  ///
  /// - Parameter id: a name that no other part of the page has.
  /// - Source: HTML Living Standard, `figure` and `table`; Web Content Accessibility Guidelines 2.2, 1.1.1 and 1.3.1.
  public func html(id: String) -> String {
    let rows = bars.map { bar in
      "<tr><th scope=\"row\">\(escaped(bar.name))</th><td>\(bar.atLeast)</td><td>\(bar.atMost)</td></tr>"
    }
    return "<figure class=\"bars\">" + svg(id: id)
      + "<table><caption>\(escaped(title))</caption><thead><tr><th scope=\"col\">Category</th><th scope=\"col\">At least</th><th scope=\"col\">At most</th></tr></thead><tbody>"
      + rows.joined() + "</tbody></table><figcaption>"
      + notes.map { "<p>\(escaped($0))</p>" }.joined() + "</figcaption></figure>"
  }
}
