import Foundation
import Leontief

/// The file a run leaves behind. Everything printed can be recomputed from it.
///
/// Keys are snake_case, units are SI base units, numbers are finite; a number that is missing is `null` beside a field
/// `<name>_why`. Adding keys keeps the version; changing what one means raises it, and readers refuse versions above theirs.
/// `Schema/leontief-bench-2.schema.json` says the rest.
public struct ResultDocument: Codable, Sendable, Equatable {
  public static let schemaName = "leontief-bench"
  /// Since version 2 rates are of the work of the model times `CellRecord.repetitions`, which readers of version 1 leave out.
  public static let currentVersion = 2

  public var schema = ResultDocument.schemaName
  public var schemaVersion = ResultDocument.currentVersion
  public var suite: String
  /// Raised when a workload, the generator or a model changes, so that old and new results are not compared.
  public var suiteVersion: Int
  /// What makes the problems from the seed.
  public var generator: String
  public var runId: String
  /// The run whose cells, threads and limits these are; nil for a run of its own.
  public var replayOf: String?
  public var startedAt: String
  public var endedAt: String
  public var seconds: Double
  public var seed: UInt64
  public var limits: RunLimits
  /// The run was broken off: samples that it should have are missing. Nil in files of earlier builds.
  public var interrupted: Bool?
  public var tool: ToolRecord
  public var host: HostRecord
  public var calibration: ClockQuality
  /// Null where they were not measured.
  @Nullable public var roofs: RoofsRecord?
  public var roofsWhy: String?
  public var engines: [EngineRecord]
  public var environment: [String: String]
  /// Nil in files of earlier builds, and where there was no memory for it.
  public var canary: CanaryRecord?
  /// Nil in files of earlier builds, and where the system does not tell.
  public var interference: InterferenceRecord?
  /// What the energies of cells are of ("package-0"), or why there are none; nil in files of earlier builds.
  public var energyCounters: [String]?
  public var energyGap: String?
  public var cells: [CellRecord]

  public init(
    suite: String, suiteVersion: Int, generator: String, run: RunIdentity, seconds: Double, seed: UInt64, limits: RunLimits,
    tool: ToolRecord, host: HostRecord, calibration: ClockQuality, engines: [EngineRecord], canary: CanaryRecord? = nil,
    cells: [CellRecord]
  ) {
    self.suite = suite
    self.suiteVersion = suiteVersion
    self.generator = generator
    runId = run.id
    startedAt = run.startedAt
    endedAt = RunIdentity.timestamp()
    self.seconds = seconds
    self.seed = seed
    self.limits = limits
    self.tool = tool
    self.host = host
    self.calibration = calibration
    self.engines = engines
    environment = EnvironmentRecord.current
    self.canary = canary
    self.cells = cells
    roofsWhy = "they were not measured"
  }

  /// Puts every cell under the roofs of its host, or says why there are none.
  public mutating func add(_ roofs: Result<RoofsRecord, RoofGap>) {
    switch roofs {
    case .success(let roofs): (self.roofs, roofsWhy) = (roofs, nil)
    case .failure(let gap): (self.roofs, roofsWhy) = (nil, gap.reason)
    }
    for index in cells.indices { cells[index].roofline = self.roofs?.standing(cells[index]) }
  }

  /// The text of the file. Errors: a number that is not finite, which no part of a document may hold.
  public func json() throws -> String { try SealedDocument.text(self) }

  public init(json: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: Data(json.utf8))
  }
}

/// A run's name and when it began.
public struct RunIdentity: Sendable {
  public let id = UUID().uuidString.lowercased()
  public let startedAt = RunIdentity.timestamp()

  public init() {}

  /// Now, by RFC 3339 in UTC.
  static func timestamp() -> String { Date().formatted(.iso8601) }
}

/// The program that wrote a document.
public struct ToolRecord: Codable, Sendable, Equatable {
  public var name: String
  public var version: String
  public var swift: String
  public var buildMode: String
  // Documents of earlier versions do not have the rest.
  /// The commit it was built from and the command that built it, as `scripts/package` wrote them into the program; null in others.
  @Nullable public var commit: String?
  @Nullable public var flags: String?
  /// The compiler of its parts in C, and what checks every access to memory: "address", "thread", "memory".
  @Nullable public var cCompiler: String?
  @Nullable public var sanitizer: String?
  /// What the linker made of the program's contents; null without that.
  @Nullable public var buildId: String?

  public init(name: String, version: String, swift: String, buildMode: String, program: ELFFile? = nil) {
    self.name = name
    self.version = version
    self.swift = swift
    self.buildMode = buildMode
    _cCompiler = Nullable(wrappedValue: HostBuild.compiler)
    _sanitizer = Nullable(wrappedValue: HostBuild.sanitizer)
    _commit = Nullable(wrappedValue: program?.text(ofSection: ".leontief.commit"))
    _flags = Nullable(wrappedValue: program?.text(ofSection: ".leontief.flags"))
    _buildId = Nullable(wrappedValue: program?.buildId)
  }
}
