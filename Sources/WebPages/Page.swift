/// One page before it is laid out: which template, and what fills it.
public struct Page: Sendable {
  /// A step on the way from the first page to this one.
  public struct Crumb: Sendable, Hashable {
    public var title: String
    public var path: String

    public init(_ title: String, _ path: String) {
      self.title = title
      self.path = path
    }
  }

  /// The name of a file in `Templates`, without its ending.
  public var template: String
  /// What the page is, for the tab of a browser and for those who listen. It names no child.
  public var title: String
  public var crumbs: [Crumb]
  /// The part of the site to which it belongs, as in the navigation.
  public var section: Section?
  /// The handling marking; nil for pages that hold nothing of a case, such as the law.
  public var marking: String?
  public var fields: Fields

  public init(
    _ template: String, title: String, section: Section? = nil, crumbs: [Crumb] = [],
    marking: String? = nil, fields: Fields = [:]
  ) {
    self.template = template
    self.title = title
    self.section = section
    self.crumbs = crumbs
    self.marking = marking
    self.fields = fields
  }
}

/// The parts of the site, in the order of the navigation.
public enum Section: String, Sendable, Hashable, CaseIterable {
  case home, cases, warnings, duties, told, law, log

  public var title: String {
    switch self {
    case .home: "Home"
    case .cases: "Cases"
    case .warnings: "Warnings"
    case .duties: "Duties"
    case .told: "Who was told"
    case .law: "The law"
    case .log: "The log"
    }
  }

  public var path: String { self == .home ? "/" : "/\(rawValue)" }
}

/// The marking of everything that holds something of a case.
public let handlingMarking = "OFFICIAL-SENSITIVE"

/// What stands around every page: who reads, where, and what has just been done.
public struct Surroundings: Sendable {
  /// Who is signed in, with their post; nil for nobody.
  public var reader: (name: String, post: String)?
  /// The sections that the reader may open.
  public var sections: [Section]
  /// What binds a form to this session.
  public var formToken: String?
  /// Whether everything is invented.
  public var isDemonstration: Bool
  /// Whether people come in with accounts, so that each has a page for their own.
  public var hasAccounts: Bool
  /// The partnership whose casebook it is.
  public var partnership: String
  /// What was done with the last form.
  public var notice: String?
  /// The moment at which the page was made, and the log that it was drawn from, for paper.
  public var printed: String
  /// Minutes of silence after which the reader is signed out.
  public var idleMinutes: Int
  /// The path of the page, to return to.
  public var path: String
  /// Whether the page is to be kept, and its notice left blank.
  var isKept = false

  public init(
    reader: (name: String, post: String)?, sections: [Section], formToken: String?,
    isDemonstration: Bool, hasAccounts: Bool = false, partnership: String, notice: String?,
    printed: String,
    idleMinutes: Int, path: String
  ) {
    self.reader = reader
    self.sections = sections
    self.formToken = formToken
    self.isDemonstration = isDemonstration
    self.hasAccounts = hasAccounts
    self.partnership = partnership
    self.notice = notice
    self.printed = printed
    self.idleMinutes = idleMinutes
    self.path = path
  }
}
