import Leontief

/// Whether what an engine does here is what the host can do.
public enum Suitability {
  /// The first reason why right answers would come at a rate that does not represent the host; nil when there is none.
  public static func concern(
    _ engine: EngineDescription, usableProcessors: Int, isDebugBuild: Bool = Suitability.isDebugBuild,
    isEmulated: Bool = HostProcessor.isEmulated
  ) -> String? {
    if isEmulated { return "emulated processor" }
    if isDebugBuild { return "debug build" }
    if let forced = engine.coreTypeForcedBy { return "core type forced by \(forced)" }
    if engine.threads < usableProcessors { return "\(engine.threads) of \(usableProcessors) processors used" }
    if engine.threads > usableProcessors { return "\(engine.threads) threads on \(usableProcessors) processors" }
    return nil
  }

  public static var isDebugBuild: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}
