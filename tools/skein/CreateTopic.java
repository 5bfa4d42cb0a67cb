import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes a topic on a Kafka of one node: address, name, number of partitions. */
void main(String[] arguments) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0]))) {
        NewTopic topic = new NewTopic(arguments[1], Integer.parseInt(arguments[2]), (short) 1);
        admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
    }
}
