import Casebook
import CasebookSQLite
import Foundation
import LawPack
import WebServer

extension ServeCommand {
  func demonstration(_ law: LawPack) throws -> (CasebookFile, Desk.Door, String?, String) {
    throw Exit.unusable
  }

  func removeFolder(ofDemonstration path: String) {}
}
