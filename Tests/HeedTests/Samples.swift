/// Small records for what a person may get wrong.
enum Samples {
  /// Eight problems, and three words that no message may repeat.
  static let faulty = """
    heed: case/1
    id: bad
    title: Zebulon Quillfeather of Tanglewood
    jurisdiction: england-and-wales
    people:
      - {id: child-1, role: child, born: Zebulon, name: Quillfeather}
      - {id: suspect-1, role: suspct}
    sources:
      - {id: note, agency: voluntary/somebody, kind: agency-recrd, made: 31-12-1987}
    statements:
      - {fact: movd, child: child-1, when: 2008, says: yes, source: note}
      - {fact: moved, child: Quillfeather, when: 2008, says: Tanglewood, source: note}

    """

  static let personal = ["Zebulon", "Quillfeather", "Tanglewood", "31-12-1987", "1987"]

  /// Nothing but one warning: a source that was made after it was held.
  static let warned = """
    heed: case/1
    id: warned
    title: Warned (fictional)
    jurisdiction: england-and-wales
    people:
      - {id: child-1, role: child, born: 2001}
    sources:
      - {id: note, agency: voluntary/x, kind: agency-record, made: 2014-03-09, held: 2014-03-01}
    statements:
      - {fact: moved, child: child-1, when: 2014-02, says: yes, source: note}

    """

  /// Two parts of one record: the second says who drove.
  static let halves = [
    """
    heed: case/1
    id: halved
    title: Halved (fictional)
    jurisdiction: england-and-wales
    people:
      - {id: child-1, role: child, born: 2001}
    sources:
      - {id: note, agency: voluntary/x, kind: agency-record, made: 2016-03-01}
    statements:
      - {fact: moved, child: child-1, when: 2016-02, says: yes, source: note}

    """,
    """
    heed: case/1
    id: halved
    title: Halved (fictional)
    jurisdiction: england-and-wales
    sources:
      - {id: log, agency: police/y, kind: agency-record, made: 2016-04-01}
    statements:
      - {fact: groomed, child: child-1, when: 2016-02, says: yes, source: log}

    """,
  ]
}
