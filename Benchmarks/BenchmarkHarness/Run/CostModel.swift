/// What the work of a cell amounts to by its model, whatever an engine really does.
public struct CostModel: Sendable, Equatable {
  /// Additions and multiplications.
  public let flops: Double
  /// The least traffic with memory, bytes.
  public let bytesMin: Double
  public let roof: Roof

  public init(flops: Double, bytesMin: Double, roof: Roof) {
    self.flops = flops
    self.bytesMin = bytesMin
    self.roof = roof
  }

  /// Flops a byte.
  public var intensity: Double { bytesMin > 0 ? flops / bytesMin : 0 }
}

/// Which limit of the machine a cell should meet.
public enum Roof: String, Codable, Sendable {
  case compute, memory
}
