extension Routes { static let explanations: [Route] = [] }
