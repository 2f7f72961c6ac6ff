internal import Crypto
internal import LawPack

/// The SHA-256 of the text of a law, in hexadecimal: the same for the same files, and different for any other law.
///
/// Taken over a mark of the format, the number of files, and for each file of the law, in the order of the bytes of the paths,
/// the length of its path, its path, the length of its text and its text; so no two sets of files give the same input. Worked
/// cases, pages for people and files that are no law take no part.
///
/// - Parameter files: paths relative to `Law/`, in any order.
/// - Units: lengths are 8 bytes, most significant first.
/// - Source: FIPS 180-4.
public func contentHash(ofLaw files: [(path: String, bytes: [UInt8])]) -> String {
  let law = files.filter { LawFileKind(path: $0.path).isLaw }
    .sorted { comesBefore($0.path, $1.path) }
  var hasher = SHA256()
  hasher.update(data: Array("heed-law/1\n".utf8))
  hasher.update(data: bigEndian(law.count))
  for file in law {
    let path = Array(file.path.utf8)
    for part in [bigEndian(path.count), path, bigEndian(file.bytes.count), file.bytes] {
      hasher.update(data: part)
    }
  }
  return hexadecimal(hasher.finalize())
}

func bigEndian(_ number: Int) -> [UInt8] {
  (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
