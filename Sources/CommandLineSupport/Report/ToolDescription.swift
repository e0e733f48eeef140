import Foundation
import Leontief

/// Which program wrote a document.
public struct ToolDescription: Encodable, Sendable {
  public let name: String
  public let version = ToolDescription.packageVersion
  public let swift = ToolDescription.compiler
  public let build = ToolDescription.configuration

  public init(name: String) { self.name = name }

  /// The version of this package.
  public static let packageVersion = PackageVersion.current

  /// The compiler's version as far as the source can tell.
  static var compiler: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  static var configuration: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }
}
