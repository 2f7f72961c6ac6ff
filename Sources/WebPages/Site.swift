internal import Foundation
internal import Mustache

/// The templates, styles and script of the pages.
public struct Site: Sendable {
  private let library: MustacheLibrary
  /// The names of the templates.
  public let templates: Set<String>
  private let assets: [String: Asset]

  /// A file that pages ask for.
  public struct Asset: Sendable, Hashable {
    public var type: String
    public var bytes: [UInt8]
    /// Changes whenever the file does, so that it can be kept for long.
    public var version: String
  }

  /// Finds and reads every template and asset.
  ///
  /// In this order: `folder`; `heed_WebPages.resources` beside the program, where a build puts it; `share/heed/web` beside the
  /// program's own folder, where an installation does.
  ///
  /// - Throws: `SiteError`.
  public init(at folder: String? = nil) throws {
    let folder = try folder ?? Site.find()
    var templates: [String: MustacheTemplate] = [:]
    for (name, bytes) in try Site.files(in: "\(folder)/Templates", ending: ".mustache") {
      do {
        templates[name] = try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
      } catch {
        throw SiteError.badTemplate(name: name, reason: "\(error)")
      }
    }
    library = MustacheLibrary(templates: templates)
    self.templates = Set(templates.keys)
    var assets: [String: Asset] = [:]
    let types = [
      ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
      ".svg": "image/svg+xml",
    ]
    for (ending, type) in types {
      for (name, bytes) in try Site.files(in: "\(folder)/Assets", ending: ending) {
        let bytes = ending == ".css" ? Site.compact(bytes) : bytes
        assets[name + ending] = Asset(type: type, bytes: bytes, version: Site.version(bytes))
      }
    }
    self.assets = assets
  }

  /// The asset of this name, such as `heed.css`.
  public func asset(_ name: String) -> Asset? { assets[name] }

  /// A page as HTML.
  public func html(_ page: Page, in around: Surroundings) -> String {
    let fields = around.fields(for: page, versions: assets.mapValues(\.version))
    return library.render(fields.merging(page.fields), withTemplate: page.template)
      ?? "<!DOCTYPE html><title>Heed</title><p>The template '\(page.template)' is missing."
  }

  private static func find() throws -> String {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let beside = program.map { ($0 as NSString).deletingLastPathComponent } ?? "."
    let places = ["\(beside)/heed_WebPages.resources", "\(beside)/../share/heed/web"]
    guard
      let found = places.first(where: { FileManager.default.fileExists(atPath: "\($0)/Templates") })
    else { throw SiteError.missing(looked: places) }
    return found
  }

  private static func files(
    in folder: String, ending: String
  ) throws -> [(name: String, bytes: [UInt8])] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw SiteError.missing(looked: [folder])
    }
    return try names.filter { $0.hasSuffix(ending) }.sorted().map { name in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
        throw SiteError.missing(looked: ["\(folder)/\(name)"])
      }
      return (String(name.dropLast(ending.count)), Array(data))
    }
  }

  /// Styles without remarks and without the space that only people need. No text in them holds a brace or a remark.
  private static func compact(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing(/(?s)\/\*.*?\*\//, with: "")
      .replacing(/\s+/, with: " ")
      .replacing(/\s?([{};])\s?/) { String($0.1) }
      .replacing(/;}/, with: "}")
    return Array(text.utf8)
  }

  /// FNV-1a, which tells two files apart; nothing rests on its being hard to forge.
  private static func version(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 36)
  }
}

/// Why there can be no pages.
public enum SiteError: Error, Sendable, Hashable, CustomStringConvertible {
  case missing(looked: [String])
  case badTemplate(name: String, reason: String)

  public var description: String {
    switch self {
    case .missing(let looked):
      "the files of the pages are missing; looked for \(looked.joined(separator: " and ")); install Heed again, or build it"
    case .badTemplate(let name, let reason): "the template '\(name)' cannot be read: \(reason)"
    }
  }
}

extension Surroundings {
  fileprivate func fields(for page: Page, versions: [String: String]) -> Fields {
    [
      "pageTitle": page.title,
      "marking": page.marking,
      "styles": "/assets/heed.css?\(versions["heed.css"] ?? "")",
      "script": "/assets/heed.js?\(versions["heed.js"] ?? "")",
      "hasCrumbs": page.crumbs.isEmpty ? nil : true,
      "crumbs": page.crumbs.map { ["title": $0.title, "path": $0.path] as Fields },
      "navigation": sections.map { section in
        [
          "title": section.title, "path": section.path,
          "isCurrent": section == page.section ? true : nil,
        ] as Fields
      },
      "reader": reader.map { ["name": $0.name, "post": $0.post] as Fields },
      "formToken": formToken,
      "isDemonstration": isDemonstration ? true : nil,
      "hasAccounts": hasAccounts ? true : nil,
      "partnership": partnership,
      "noticeHTML": isKept ? Markup(trusted: Blank.notice.mark) : noticeMarkup(notice),
      "printed": printed,
      "idleMinutes": "\(idleMinutes)",
      "path": path,
    ]
  }
}
