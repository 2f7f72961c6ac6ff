import BagIt

/// The files of a bag in memory, told apart by the bytes of their paths.
final class SampleBag {
  var files: [(path: String, bytes: [UInt8])] = []

  /// A bag as it was written: three files of a fictional log.
  static func written() throws -> SampleBag {
    let bag = SampleBag()
    var writer = BagWriter { bag.files.append(($0, $1)) }
    try writer.add("log/tile/0/000", Array("first leaf\n".utf8))
    try writer.add("log/checkpoint", Array("casebook.example\n2\n".utf8))
    try writer.add("note.txt", [])
    try writer.finish(info: [
      ("Bagging-Date", "2026-11-21"), ("Bag-Software-Agent", "heed 1.0"),
    ])
    return bag
  }

  /// A bag with these tag files, without a tag manifest, and one payload file `data/a` of `abc`.
  static func around(manifest: String, more: [String: String] = [:]) -> SampleBag {
    let bag = SampleBag()
    bag["bagit.txt"] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    bag["manifest-sha256.txt"] = manifest
    bag["data/a"] = "abc"
    for (path, text) in more { bag[path] = text }
    return bag
  }

  subscript(path: String) -> String? {
    get { bytes(path).map { String(decoding: $0, as: UTF8.self) } }
    set {
      files.removeAll { $0.path.utf8.elementsEqual(path.utf8) }
      if let newValue { files.append((path, Array(newValue.utf8))) }
    }
  }

  func bytes(_ path: String) -> [UInt8]? {
    files.first { $0.path.utf8.elementsEqual(path.utf8) }?.bytes
  }

  func check() -> BagCheck { BagCheck(list: { files.map(\.path) }, read: { bytes($0) }) }

  /// The problems of the bag, each as its path, its line if it has one, and its reason.
  func problems() -> [BagProblem] { check().problems }
}

/// The SHA-256 of `abc`, from FIPS 180-4's examples.
let abcHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
