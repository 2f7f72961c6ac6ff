extension Routes { static let home: [Route] = [] }
