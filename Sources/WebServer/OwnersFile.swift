import Foundation
import GRDB

/// Opens a database that its owner alone can read, and makes it if it is not there.
///
/// What is deleted from it is overwritten; what another program wrote into it is not trusted to run anything.
///
/// - Parameter path: nil keeps everything in memory.
func openOwnersFile(at path: String?) throws -> DatabaseQueue {
  var configuration = Configuration()
  configuration.busyMode = .timeout(5)
  configuration.prepareDatabase {
    try $0.execute(sql: "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF")
  }
  guard let path else { return try DatabaseQueue(configuration: configuration) }
  // For its owner alone, before anything stands in it. One that is there is not touched: to close it would give up the locks on it.
  let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  if descriptor >= 0 { close(descriptor) }
  return try DatabaseQueue(path: path, configuration: configuration)
}
