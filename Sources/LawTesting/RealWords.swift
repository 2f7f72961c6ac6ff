import Diagnostics
import Documents
import Foundation
public import Vocabulary

/// The folder of the project's own law.
public let lawFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../Law").standardizedFileURL.path

/// The words of the project's own law, read from `Law/`.
public enum RealWords {
  public static let vocabulary: Vocabulary = {
    var report = Report()
    let names = ["vocabulary.yaml", "source-kinds.yaml", "factors.yaml"]
    let nodes = names.compactMap { name in
      FileManager.default.contents(atPath: "\(lawFolder)/\(name)").flatMap {
        readDocument(Array($0), file: name, format: .yaml, report: &report)
      }
    }
    guard nodes.count == 3,
      let found = readVocabulary(
        vocabulary: nodes[0], sourceKinds: nodes[1], factors: nodes[2],
        files: (names[0], names[1], names[2]), report: &report), !report.hasErrors
    else { preconditionFailure("there is no vocabulary in \(lawFolder)") }
    return found
  }()
}
