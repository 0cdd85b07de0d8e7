import java.io.File;
import java.io.PrintStream;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.NotLoadedProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;
import org.omegat.util.RuntimePreferences;

/** Prints what OmegaT's glossary readers make of a file: source, target, comment on one line. */
public class Terms {
    public static void main(String[] arguments) throws Exception {
        RuntimePreferences.setConfigDir(arguments[0]);
        ProjectProperties properties = new ProjectProperties(new File(arguments[1])) {};
        properties.setSourceLanguage(arguments[2]);
        properties.setTargetLanguage(arguments[3]);
        Core.setProject(new NotLoadedProject() {
            @Override
            public ProjectProperties getProjectProperties() {
                return properties;
            }
        });
        File file = new File(arguments[4]);
        List<GlossaryEntry> found = file.getName().endsWith(".tbx")
            ? GlossaryReaderTBX.read(file, false)
            : GlossaryReaderTSV.read(file, false);
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (GlossaryEntry entry : found) {
            String[] cells = {entry.getSrcText(), entry.getLocText(), entry.getCommentText()};
            out.println(String.join("\t", cells).replace("\n", " / "));
        }
    }
}
