public import Assessment

// The four answers in words. Pure: an assessment in, text out; no terminal, no files, no clock.

/// Every framework's answer on a record: the two-framework table first, then what nobody asked, then everything else.
public func report(assess assessment: Assessment, layout: Layout) -> String {
  var page = AssessPage(assessment, layout)
  return page.text()
}

/// One framework's answer, element by element, with every statement and its source.
///
/// - Parameter framework: an id of the law. One that the law does not have gives a page that says so.
public func report(explain framework: String, _ assessment: Assessment, layout: Layout) -> String {
  var page = ExplainPage(assessment, layout)
  return page.text(framework)
}

/// The next best questions, and what each answer would settle.
public func report(ask assessment: Assessment, layout: Layout) -> String {
  var page = AskPage(assessment, layout)
  return page.text()
}

/// When it could have been known: by each body alone, and by all together.
public func report(knew assessment: Assessment, layout: Layout) -> String {
  var page = KnewPage(assessment, layout)
  return page.text()
}
