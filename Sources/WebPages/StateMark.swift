package import EvidenceLogic
internal import Reports

/// A state in words, with the mark that works without colour.
package func stateFields(_ state: State) -> Fields {
  ["mark": state.mark, "words": state.words]
}
