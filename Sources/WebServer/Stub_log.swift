extension Routes { static let log: [Route] = [] }
