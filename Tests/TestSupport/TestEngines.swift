import Leontief

/// The engines every numerical test runs on.
public enum TestEngines {
  /// The Swift kernels, and the system's BLAS where one can be loaded; two threads each.
  public static let all: [TestEngine] = Engine.availableEngines(threads: 2).map(TestEngine.init)

  /// The Swift kernels alone, which every host has.
  public static let swift = Engine.select(.swift, threads: 2)
}

/// An engine as the argument of a test, shown by its name.
public struct TestEngine: Sendable, CustomStringConvertible {
  public let engine: Engine

  init(_ engine: Engine) { self.engine = engine }

  public var description: String { engine.description.name }
}
