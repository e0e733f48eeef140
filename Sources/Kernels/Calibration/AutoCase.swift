/// What `auto` decides one by one: an operation in one precision on matrices of one class of size.
public struct AutoCase: Sendable, Hashable, CustomStringConvertible {
  public let operation: AutoOperation
  public let precision: Precision
  public let size: SizeClass

  public enum Precision: String, Sendable, CaseIterable { case double, float }

  public init(_ operation: AutoOperation, _ precision: Precision, _ size: SizeClass) {
    self.operation = operation
    self.precision = precision
    self.size = size
  }

  /// Every case, in the order of `index`.
  public static let all: [AutoCase] = Precision.allCases.flatMap { precision in
    AutoOperation.allCases.flatMap { operation in SizeClass.allCases.map { AutoCase(operation, precision, $0) } }
  }

  var index: Int {
    let row = (precision == .double ? 0 : AutoOperation.allCases.count) + operation.rawValue
    return row * SizeClass.allCases.count + size.rawValue
  }

  public var description: String { "\(precision.rawValue) \(operation) \(size)" }
}

/// The operations `auto` chooses kernels for; the others exist in Swift alone.
public enum AutoOperation: Int, Sendable, CaseIterable, CustomStringConvertible {
  case multiply, multiplyNarrow, multiplyVector, solveTriangular, factorize, invert

  /// Products with a dimension of at most this many are bound by memory and a case of their own.
  public static let mostNarrow = 64

  /// The case of an m × k times k × n product. The size of a narrow one is that of its only large matrix.
  public static func product(_ m: Int, _ n: Int, _ k: Int) -> (operation: AutoOperation, size: SizeClass) {
    let sides = [m, n, k].sorted()
    if sides[0] > mostNarrow { return (.multiply, SizeClass(meanOf: m, n, k)) }
    return (.multiplyNarrow, SizeClass(meanOf: sides[1], sides[2]))
  }

  public var description: String {
    switch self {
    case .multiply: "multiply"
    case .multiplyNarrow: "multiply-narrow"
    case .multiplyVector: "multiply-vector"
    case .solveTriangular: "solve-triangular"
    case .factorize: "factorize"
    case .invert: "invert"
    }
  }
}

/// Classes of size: what fits a core's first caches, its last, and memory.
public enum SizeClass: Int, Sendable, CaseIterable, CustomStringConvertible {
  case small, medium, large

  /// The first sizes that are medium and large.
  public static let limits = (medium: 128, large: 640)

  /// The class of the dimensions' geometric mean.
  public init(meanOf dimensions: Int...) {
    let product = dimensions.reduce(1) { $0 * Double($1) }
    func power(_ limit: Int) -> Double { dimensions.reduce(1) { product, _ in product * Double(limit) } }
    self = product < power(Self.limits.medium) ? .small : product < power(Self.limits.large) ? .medium : .large
  }

  /// The order of the matrices a calibration measures.
  public var measuredOrder: Int {
    switch self {
    case .small: 72
    case .medium: 320
    case .large: 1200
    }
  }

  public var description: String {
    switch self {
    case .small: "small"
    case .medium: "medium"
    case .large: "large"
    }
  }
}

/// Whose kernels do an operation.
public enum KernelSource: String, Sendable { case swift, library }
