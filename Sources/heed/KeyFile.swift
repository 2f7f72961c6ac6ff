import ArgumentParser
import Diagnostics
import Glibc
import LastingFiles
import Ledger

/// A secret key in a file of its own, that its owner alone can read.
enum KeyFile {
  /// The key, or an explanation on standard error and exit 2.
  static func read(_ path: String, whose: String) throws -> NoteSigner {
    guard let text = try secret(path, what: whose) else {
      throw unusable("\(path): this is no key; heed key new makes one")
    }
    do {
      return try NoteSigner(secret: text)
    } catch {
      // What is wrong with a secret is not said word for word.
      throw unusable("\(path): this is no key; heed key new makes one")
    }
  }

  /// The one line of a file that its owner alone can read, or an explanation on standard error and exit 2; nil if it is too long.
  static func secret(_ path: String, what: String) throws -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw unusable(
        "\(path): \(what) is not there; \(String(cString: strerror(errno)).lowercased())")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw unusable("\(path): others can read \(what); keep it to its owner: chmod 600 \(path)")
    }
    guard status.st_size < 10_000 else { return nil }
    return Files.text(path)?.trimmingNewline
  }

  /// Writes a new key, and never over a file that is there.
  static func write(_ key: NoteSigner, to path: String) throws {
    try Files.write(Array((key.secretText + "\n").utf8), to: path, mode: 0o600)
  }
}

extension Files {
  static func text(_ path: String) -> String? {
    var report = Report()
    return read(path, report: &report).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes a new file whole, or none; never over one that is there.
  static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws {
    // The name too must outlive a crash: a log may rely on a key from now on.
    do throws(LastingFileError) {
      try createFile(at: path, with: bytes, mode: mode)
    } catch {
      throw unusable("\(path): \(error.reason); nothing was written")
    }
  }
}

extension String {
  var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
