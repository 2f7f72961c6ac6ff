/// Figures under their names, of which claims are asked.
public struct FigureSet: Hashable, Sendable {
  public let figures: [RecordedFigure]

  /// - Throws: `Refusal.repeatedName` if two figures have one name.
  public init(_ figures: [RecordedFigure]) throws(Refusal) {
    var seen: Set<String> = []
    for figure in figures where !seen.insert(figure.id).inserted {
      throw .repeatedName(figure.id)
    }
    self.figures = figures
  }

  public subscript(id: String) -> RecordedFigure? { figures.first { $0.id == id } }
}
