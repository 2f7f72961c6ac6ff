extension Routes { static let law: [Route] = [] }
