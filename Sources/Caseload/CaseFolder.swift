// Owns `stat` wherever a library was read before Glibc that holds it too.
internal import CoreFoundation
internal import Diagnostics
internal import Documents
internal import Glibc

/// Whether there is a folder at the path.
///
/// - Throws: ``CaseloadError``, code `caseload.cannot-open`, if there is nothing.
func isFolder(_ path: String) throws(CaseloadError) -> Bool {
  var status = stat()
  guard stat(path, &status) == 0 else {
    throw CaseloadError(.cannotOpen, file: path, reason: ByteStream.systemReason)
  }
  return status.st_mode & S_IFMT == S_IFDIR
}

/// The case files in a folder and those in it, those of one record together, each in the order of the alphabet.
///
/// The id of a record is known only once its files are read, so every file is read here once for its id and again for what it
/// holds. A file without an id that can be read stands by itself, where the reader of records says what is wrong with it.
///
/// - Source: design, rule 16: files with the same `id` are one record.
func caseFiles(in folder: String) throws(CaseloadError) -> [[String]] {
  var groups: [[String]] = []
  var places: [String: Int] = [:]
  for path in try allFiles(in: folder) {
    guard let id = recordID(of: path) else {
      groups.append([path])
      continue
    }
    if let place = places[id] {
      groups[place].append(path)
    } else {
      places[id] = groups.count
      groups.append([path])
    }
  }
  return groups
}

private func recordID(of path: String) -> String? {
  guard let format = DocumentFormat(fileName: path), case .success(let bytes) = wholeFile(path)
  else { return nil }
  var report = Report()
  let node = readDocument(bytes, file: path, format: format, report: &report)
  return node?.asMap?.first { $0.key == "id" }?.value.asScalar?.text
}

/// Names that begin with a dot are left aside, and a folder is never entered twice by way of a link.
private func allFiles(in folder: String) throws(CaseloadError) -> [String] {
  guard let directory = opendir(folder) else {
    throw CaseloadError(.cannotOpen, file: folder, reason: ByteStream.systemReason)
  }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  closedir(directory)
  var files: [String] = []
  for name in names.sorted() {
    let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
    var status = stat()
    guard lstat(path, &status) == 0 else { continue }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: files += try allFiles(in: path)
    case S_IFREG, S_IFLNK:
      if DocumentFormat(fileName: path) != nil { files.append(path) }
    default: continue
    }
  }
  return files
}
