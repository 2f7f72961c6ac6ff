public import Assessment

// The answers in words. Pure: an assessment in, text out; no terminal, no files, no clock.

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

/// What the law asks on a record: what is owed, by whom, by when, and what is on record of it.
///
/// - Parameter agency: only what this agency or kind of body owes; nil for all.
public func report(duties assessment: Assessment, agency: String? = nil, layout: Layout) -> String {
  var page = DutiesPage(assessment, agency: agency, layout)
  return page.text()
}

/// What each classification changes, for policing, in law and for the child.
public func report(impact assessment: Assessment, layout: Layout) -> String {
  var page = ImpactPage(assessment, layout)
  return page.text()
}

/// The same facts under the law of several places.
public func report(compare assessment: Assessment, jurisdictions: [String], layout: Layout)
  -> String
{
  var page = ComparePage(assessment, jurisdictions, layout)
  return page.text()
}

/// Which questions anybody ever asked, and what closures leaned on.
///
/// - Parameter prompts: what the wording of reasons suggests, by the place of the response; it raises no guard.
public func report(
  considered assessment: Assessment, prompts: [Int: [String]] = [:], layout: Layout
) -> String {
  var page = ConsideredPage(assessment, prompts: prompts, layout)
  return page.text()
}
