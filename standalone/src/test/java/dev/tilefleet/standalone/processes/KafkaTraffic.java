package dev.tilefleet.standalone.processes;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Frames: a length of four bytes and so many more; an answer begins with the number its request had. */
final class KafkaTraffic implements Traffic {
    private final Gate gate;
    private final Watches requests;
    private final Watches answers;
    private final Map<Integer, Message> unanswered = new ConcurrentHashMap<>();

    KafkaTraffic(Gate gate, Watches requests, Watches answers) {
        this.gate = gate;
        this.requests = requests;
        this.answers = answers;
    }

    @Override
    public void carryRequests(InputStream from, OutputStream to) throws IOException, InterruptedException {
        carry(from, to, frame -> {
            Message request = Message.kafka(frame);
            Verdict verdict = requests.see(request);
            // Behind the API's key and version.
            unanswered.put(ByteBuffer.wrap(frame).getInt(4), request);
            return verdict;
        });
    }

    @Override
    public void carryAnswers(InputStream from, OutputStream to) throws IOException, InterruptedException {
        carry(from, to, frame -> {
            Message request = unanswered.remove(ByteBuffer.wrap(frame).getInt());
            return request == null ? Verdict.CARRY : answers.see(request);
        });
    }

    private interface Judge {
        Verdict see(byte[] frame);
    }

    private void carry(InputStream from, OutputStream to, Judge judge) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to));
        try {
            while (true) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                gate.pass();
                if (judge.see(frame) == Verdict.DROP) {
                    return;
                }
                out.writeInt(frame.length);
                out.write(frame);
                out.flush();
            }
        } catch (EOFException e) {
            // Closed, between two frames or within one.
            return;
        }
    }
}
