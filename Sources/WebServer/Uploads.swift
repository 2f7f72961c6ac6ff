import Casebook
import CasebookSQLite
import Ledger
import WebPages

extension Routes {
  /// The original of a source: attaching it, and having it.
  static let uploads: [Route] = [
    .get("/cases/:case/entries/:entry/attach") { visit in
      let source = try visit.source(in: try visit.writing(in: visit["case"]))
      return .page(attachPage(visit["case"], entry: source.entry, ref: source.ref))
    },
    .post("/cases/:case/entries/:entry/attach", takesDocument: true) { visit in
      try visit.attach()
    },
    .get("/cases/:case/entries/:entry/document") { visit in
      let entry = try visit.entry
      // That it was read is entered before it is given out.
      let assessed = try visit.assessed("document", in: visit["case"], detail: "\(entry)")
      // What the reader's lens takes away is not in this version.
      guard let version = assessed.file.version(entry), !version.isWithheld,
        let item = version.item, item.kind == .sources,
        let reference = item.content["ref"]?.asText.flatMap(DocumentReference.init),
        let bytes = try visit.desk.casebook.originals.read(reference.digest)
      else { throw Turned.nothingHere }
      return .document(
        StoredDocument(bytes: bytes, kind: reference.kind),
        name: "original-of-entry-\(entry).\(reference.kind.rawValue)")
    },
  ]
}

extension Visit {
  /// The source that the path names, as it stands.
  fileprivate func source(
    in writing: WritingDesk
  ) throws -> (entry: Int, item: Item, ref: String?) {
    let (entry, item) = try standing(in: writing)
    guard item.kind == .sources else { throw Turned.nothingHere }
    return (entry, item, item.content["ref"]?.asText)
  }

  /// Keeps a document, and then enters its hash as the place of the source's original. Neither stands without the other.
  fileprivate func attach() throws -> Answer {
    let (entry, item, ref) = try source(in: try writing(in: self["case"]))
    func again(_ says: String) -> Answer {
      .unusable(
        attachPage(
          self["case"], entry: entry, ref: ref, problems: [FormProblem("document", says)]))
    }
    guard let document, !document.bytes.isEmpty else { return again("Choose the document.") }
    guard document.bytes.count <= Originals.longest else {
      return again("The document is longer than 25 MB. Divide it.")
    }
    guard let kind = DocumentKind(document.bytes, named: document.fileName) else {
      return again(
        "This is none of the kinds that are taken: PDF, PNG, JPEG, plain text, DOCX, XLSX, ODT.")
    }
    if let ref, DocumentReference(ref) != nil {
      return again("A document is attached already. What was entered is not replaced.")
    }
    do {
      let receipt = try desk.casebook.attach(Array(document.bytes)) { digest in
        var attached = item
        attached.content = item.content.setting(
          "ref", to: .text(DocumentReference(digest, kind).text))
        let reason = ref.map { "The original was attached; it was noted as: \($0)" }
        let act = Act.correct(
          Correction(entry: entry, item: attached, reason: reason ?? "The original was attached."))
        return try desk.casebook.perform(act, in: self["case"], as: try person.credential)
      }
      return .redirect(
        CaseLinks(self["case"]).item(receipt.entry), notice: "The document was attached.")
    } catch let refusal as Refusal {
      return again(refusal.sentences)
    }
  }
}
