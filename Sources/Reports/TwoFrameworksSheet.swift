package import LawPack

extension Sheet {
  /// The table: what each framework asks, faint, under what this record holds on it.
  mutating func twoFrameworks(_ filling: TableFilling) {
    let table = filling.table
    let notes = table.corrections
    add("The same record, two frameworks", .strong)
    if layout.hasTwoColumns {
      sideBySide(filling, notes)
    } else {
      stacked(filling, notes)
    }
    for pair in filling.together {
      add("→ \(sentence(pair.says)) \(cited(pair.cite, pair.status))", hanging: 2)
    }
    if !notes.isEmpty {
      add(
        "\(notes.indices.map(mark).joined()) Corrected cells: notes at the foot of the page.",
        .faint)
    }
  }

  /// What was wrong with cells of the table as it was published, once for a page.
  mutating func corrections(of table: TwoFrameworkTable) {
    let notes = table.corrections
    guard !notes.isEmpty else { return }
    add("Corrected cells of the table as it was published", .strong)
    for (index, note) in notes.enumerated() {
      add(
        "\(mark(index)) \"\(note.was)\": \(sentence(note.is)) \(cited(note.cite, note.status))",
        hanging: 2)
    }
  }

  private mutating func sideBySide(
    _ filling: TableFilling, _ notes: [TwoFrameworkTable.Correction]
  ) {
    let first = layout.width >= 100 ? 20 : 16
    let column = (layout.width - first - 4) / 2
    let widths = [first, column, layout.width - first - 4 - column]
    let table = filling.table
    row(
      [
        [Paragraph("")], [Paragraph(table.left.title, .strong)],
        [Paragraph(table.right.title, .strong)],
      ], widths: widths)
    rule()
    for (number, line) in table.rows.enumerated() {
      if number > 0 { blank() }
      row(
        [
          [Paragraph(line.title, .strong), Paragraph(line.question, .faint)],
          cell(filling, line, .left, notes), cell(filling, line, .right, notes),
        ], widths: widths)
    }
    rule()
  }

  /// For a narrow page: each row with its two cells one under the other.
  private mutating func stacked(
    _ filling: TableFilling, _ notes: [TwoFrameworkTable.Correction]
  ) {
    let table = filling.table
    rule()
    for (number, line) in table.rows.enumerated() {
      if number > 0 { blank() }
      add("\(line.title): \(line.question)", .strong)
      for (title, side) in [
        (table.left.title, TableFilling.Side.left), (table.right.title, .right),
      ] {
        add(title, indent: 2)
        for var paragraph in cell(filling, line, side, notes) {
          paragraph.indent += 4
          add(paragraph)
        }
      }
    }
    rule()
  }

  private func cell(
    _ filling: TableFilling, _ line: TwoFrameworkTable.Row, _ side: TableFilling.Side,
    _ notes: [TwoFrameworkTable.Correction]
  ) -> [Paragraph] {
    let cell = side == .left ? line.left : line.right
    let marks = cell.corrections.compactMap { correction in
      notes.firstIndex(of: correction).map(mark)
    }.joined()
    let evidence = filling.evidence(line, side).map {
      Paragraph($0, $0.hasPrefix("NEVER") ? .strong : .plain, hanging: 2)
    }
    let law = Paragraph(
      "Law: \(sentence(cell.says))\(marks) \(cited(cell.cite, cell.status))", .faint)
    return evidence + [law]
  }

  private func mark(_ index: Int) -> String {
    let digits = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return index < digits.count ? digits[index] : "(\(index + 1))"
  }
}

extension TwoFrameworkTable {
  /// Every correction, in the order of the rows.
  package var corrections: [Correction] {
    rows.flatMap { $0.left.corrections + $0.right.corrections }
  }
}
